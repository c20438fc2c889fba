/** One statement as a seed writes it. */
export type SeedStatement = {
  Sid?: string;
  Effect: 'Allow' | 'Deny';
  Principal?: unknown;
  Action?: string | string[];
  NotAction?: string | string[];
  Resource?: string | string[];
  NotResource?: string | string[];
  Condition?: Record<string, Record<string, string | string[]>>;
};

/** A policy document, pretty-printed as people keep them. */
export const documentOf = (...statements: SeedStatement[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements }, null, 2);

export const allow = (
  action: string | string[],
  resource: string | string[] = '*',
  more: Partial<SeedStatement> = {},
): SeedStatement => ({ Effect: 'Allow', Action: action, Resource: resource, ...more });

export const deny = (
  action: string | string[],
  resource: string | string[] = '*',
  more: Partial<SeedStatement> = {},
): SeedStatement => ({ Effect: 'Deny', Action: action, Resource: resource, ...more });

export const MFA = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };

/** Trust in principals of AWS, by ARN, account id or `*`. */
export const trusts = (
  principal: string | string[],
  condition?: SeedStatement['Condition'],
): SeedStatement => ({
  Effect: 'Allow',
  Principal: { AWS: principal },
  Action: 'sts:AssumeRole',
  ...(condition && { Condition: condition }),
});

export const trustsService = (service: string): SeedStatement => ({
  Effect: 'Allow',
  Principal: { Service: service },
  Action: 'sts:AssumeRole',
});

/** Trust in workflows of GitHub; without a subject every repository of GitHub may come. */
export const trustsGithub = (accountId: string, subject?: string): SeedStatement => ({
  Effect: 'Allow',
  Principal: {
    Federated: `arn:aws:iam::${accountId}:oidc-provider/token.actions.githubusercontent.com`,
  },
  Action: 'sts:AssumeRoleWithWebIdentity',
  Condition: {
    StringEquals: { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' },
    ...(subject && {
      StringLike: { 'token.actions.githubusercontent.com:sub': subject },
    }),
  },
});

export const roleArn = (accountId: string, pathAndName: string): string =>
  `arn:aws:iam::${accountId}:role/${pathAndName}`;
export const userArn = (accountId: string, name: string): string =>
  `arn:aws:iam::${accountId}:user/${name}`;
export const rootArn = (accountId: string): string => `arn:aws:iam::${accountId}:root`;
export const awsPolicy = (pathAndName: string): string =>
  `arn:aws:iam::aws:policy/${pathAndName}`;

/** Buckets and everything in them. */
export const bucketAndObjects = (...names: string[]): string[] =>
  names.flatMap((name) => [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`]);
