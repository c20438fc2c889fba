import { parseArn } from '@/lib/core/arn';
import type { ParsedStatement } from '@/lib/iam/parse/policy';

/** What groups of actions do, in a word. The first that fits an action counts. */
const VERBS: [RegExp, string][] = [
  [/^\*(?::\*)?$/, 'do everything'],
  [/^s3:(?:get|head)/i, 'read'],
  [/^s3:list/i, 'list'],
  [/^s3:(?:put|abortmultipartupload|restoreobject)/i, 'write'],
  [/^s3:delete/i, 'delete'],
  [/^s3:\*$/i, 'do everything with'],
  [/^kms:(?:decrypt|generatedatakey|encrypt|reencrypt)/i, 'encrypt and decrypt with'],
  [/^sts:assumerole/i, 'become'],
  [/^iam:passrole$/i, 'pass on'],
];

const NAMED_MAX = 3;

/** One permission statement in plain words: `may read and list app-logs`. */
export function sayCapability({
  effect,
  action,
  resource,
  conditions,
}: ParsedStatement): string {
  const may = effect === 'Allow' ? 'may' : 'may not';
  const names = action.patterns.map(({ text }) => text);
  const what = action.isNegated
    ? `do everything but ${sayNames(names)} on`
    : sayVerbs(names);
  const on = sayResources(resource);
  const condition = conditions.length > 0 ? ', under a condition' : '';
  return `${may} ${what} ${on}${condition}`;
}

function sayVerbs(actions: string[]): string {
  const verbs = actions.map(
    (action) => VERBS.find(([pattern]) => pattern.test(action))?.[1],
  );
  const known = [...new Set(verbs.filter((verb) => verb !== undefined))];
  if (known.includes('do everything')) return 'do everything on';
  if (known.length > 0 && verbs.every((verb) => verb !== undefined)) return list(known);
  return `use ${sayNames(actions)} on`;
}

const sayNames = (names: string[]): string =>
  names.length > NAMED_MAX ? `${names.length} actions` : list(names);

function sayResources(resource: ParsedStatement['resource']): string {
  const names = [
    ...new Set((resource?.patterns ?? []).map(({ raw }) => nameOfResource(raw))),
  ];
  const isEverything = names.length === 0 || names.includes('*');
  const said = names.length > NAMED_MAX ? `${names.length} resources` : list(names);
  if (resource?.isNegated) return `everything but ${said}`;
  return isEverything ? 'everything' : said;
}

/** A bucket by its name whatever part of it is meant, anything else by what its ARN ends with. */
function nameOfResource(pattern: string): string {
  const parts = parseArn(pattern);
  if (!parts) return pattern;
  const { service, resource } = parts;
  if (service !== 's3') return resource.replace(/^[a-z-]+[/:](?=.)/, '');
  const [bucket = '', ...path] = resource.split('/');
  const key = path.join('/');
  return key === '' || key === '*' ? bucket : resource;
}

function list(words: string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}
