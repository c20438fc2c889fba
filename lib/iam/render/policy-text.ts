/** One statement of a document that we write. Every one of ours has a Sid, so it can be found again. */
export type RenderedStatement = {
  Sid: string;
  Effect: 'Allow' | 'Deny';
  Principal?: '*' | { AWS: string | string[] };
  Action: string | string[];
  Resource?: string | string[];
  Condition?: Record<string, Record<string, string | string[]>>;
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
