/** Whom a statement of a resource policy is about. */
type RenderedPrincipal =
  | '*'
  | { AWS: string | string[] }
  | { Service: string | string[] }
  | { Federated: string | string[] };

export type RenderedCondition = Record<string, Record<string, string | string[]>>;

/** One statement of a document that we write. Every one of ours has a Sid, so it can be found again. */
export type RenderedStatement = {
  Sid: string;
  Effect: 'Allow' | 'Deny';
  Principal?: RenderedPrincipal;
  Action: string | string[];
  Resource?: string | string[];
  Condition?: RenderedCondition;
};

export type RenderedPolicy = {
  Version: '2012-10-17';
  Statement: RenderedStatement[];
};

export const policyOf = (...Statement: RenderedStatement[]): RenderedPolicy => ({
  Version: '2012-10-17',
  Statement,
});

/** The text that is written to AWS: two spaces, as people read it. */
export const policyText = (policy: RenderedPolicy): string =>
  JSON.stringify(policy, null, 2);

/** A list of one is written as the one: AWS does the same when it reads a trust policy back. */
export function oneOrMany(values: string[]): string | string[] {
  const [first] = values;
  return first !== undefined && values.length === 1 ? first : values;
}

/** Each value once, in a fixed order; the one alone when there is one. */
export const distinct = (values: string[]): string | string[] =>
  oneOrMany([...new Set(values)].sort());

/** Text from outside that must not act as a policy variable: `${` is written as itself. */
export const literalText = (text: string): string =>
  text.replaceAll('${', () => `\${$}{`);

/** The text that `literalText` was made from. */
export const plainText = (text: string): string => text.replaceAll(`\${$}{`, () => `\${`);
