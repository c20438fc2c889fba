type Policy = { arn: string; name: string; detail: string };

const SHOWN_MAX = 60;

/** The policies that a draft holds: names or ARNs, one a line. */
export const listedPolicies = (text: string): string[] =>
  text.split('\n').filter((line) => line !== '');

export const withPolicy = (text: string, added: string): string =>
  [...new Set([...listedPolicies(text), added.trim()])].join('\n');

export const withoutPolicy = (text: string, removed: string): string =>
  listedPolicies(text)
    .filter((line) => line !== removed)
    .join('\n');

/** What is offered for what was typed: everything of that name that was not picked yet. */
export function policiesFor(policies: readonly Policy[], picked: string, typed: string) {
  const taken = new Set(listedPolicies(picked));
  const words = typed.trim().toLowerCase();
  return policies
    .filter(({ arn, name }) => !taken.has(arn) && !taken.has(name))
    .filter(
      ({ arn, name }) =>
        name.toLowerCase().includes(words) || arn.toLowerCase() === words,
    )
    .slice(0, SHOWN_MAX)
    .map(({ arn, name, detail }) => ({ id: arn, label: `${name}, ${detail}` }));
}
