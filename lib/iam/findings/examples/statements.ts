import { allow, BUCKET, exampleWorld, HOME, policy, VENDOR } from '../example-world';

export const GITHUB = 'token.actions.githubusercontent.com';
export const github = { Federated: `arn:aws:iam::${HOME}:oidc-provider/${GITHUB}` };
export const eks = {
  Federated: `arn:aws:iam::${HOME}:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABC`,
};
export const saml = { Federated: `arn:aws:iam::${HOME}:saml-provider/Corp` };
export const take = (
  Principal: unknown,
  Condition?: unknown,
  Action: unknown = 'sts:AssumeRole',
) => allow({ Principal, Action, ...(Condition ? { Condition } : {}) });
export const withToken = (Principal: unknown, Condition?: unknown) =>
  take(Principal, Condition, 'sts:AssumeRoleWithWebIdentity');
export const trusting = (...statements: unknown[]) =>
  exampleWorld({ trust: policy(...statements) });
export const onBucket = (...statements: unknown[]) =>
  exampleWorld({ bucket: policy(...statements) });
const rootOfKey = allow({
  Principal: { AWS: `arn:aws:iam::${HOME}:root` },
  Action: 'kms:*',
  Resource: '*',
});
export const onKey = (...statements: unknown[]) =>
  exampleWorld({ key: policy(rootOfKey, ...statements) });
export const held = (...statements: unknown[]) =>
  exampleWorld({ alice: policy(...statements) });

export const AUD = { [`${GITHUB}:aud`]: 'sts.amazonaws.com' };
export const read = { Action: 's3:GetObject', Resource: `${BUCKET}/*` };
export const anyRole = { Action: 'sts:AssumeRole', Resource: '*' };
export const vendor = `arn:aws:iam::${VENDOR}:root`;
export const mfa = (value: string) => ({ 'aws:MultiFactorAuthPresent': value });
export const PUBLIC_READ = allow({ Principal: '*', ...read });

export const outsideOrg = { StringNotEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } };
export const inOrg = { StringEquals: { 'AWS:principalorgid': ['o-a1b2c3d4e5'] } };
