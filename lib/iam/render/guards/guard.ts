import { distinct, type RenderedCondition } from '../policy-text';

/** Keys that guards put conditions on. No document of ours uses one of them by itself. */
type GuardKey =
  | 'aws:CurrentTime'
  | 'aws:MultiFactorAuthAge'
  | 'aws:MultiFactorAuthPresent'
  | 'aws:PrincipalOrgID'
  | `aws:PrincipalTag/${string}`
  | `aws:RequestTag/${string}`
  | 'aws:SecureTransport'
  | 'aws:SourceIp'
  | 'aws:SourceVpc'
  | 'aws:SourceVpce'
  | 'aws:TagKeys'
  | 'sts:ExternalId'
  | 'sts:RoleSessionName'
  | 'sts:SourceIdentity';

/** Operators that two guards can both use on one key: each has a way to be joined. */
export type GuardOperator =
  | 'Bool'
  | 'DateLessThan'
  | 'ForAllValues:StringEquals'
  | 'IpAddress'
  | 'NumericLessThan'
  | 'StringEquals'
  | 'StringLike';

/** One entry of a Condition block; the values are alternatives. */
export type Demand = { operator: GuardOperator; key: GuardKey; values: string[] };

/** What a guard adds to the statement that lets somebody in. */
export type Guard = {
  demands: Demand[];
  /** Actions that both sides need beside the main one, such as `sts:TagSession`. */
  actions: string[];
};

export const NO_GUARD: Guard = { demands: [], actions: [] };

/** A condition that a document has of its own accord, whatever the guards. */
export type OwnDemand = {
  operator:
    | 'ArnLike'
    | 'ForAnyValue:StringEquals'
    | 'StringEquals'
    | 'StringEqualsIfExists'
    | 'StringLike';
  key:
    | 'SAML:aud'
    | 'SAML:eduPersonAffiliation'
    | 'SAML:sub'
    | 'aws:SourceAccount'
    | 'aws:SourceArn'
    | 'kms:ViaService'
    | 's3:prefix'
    | 's3:x-amz-server-side-encryption'
    | 's3:x-amz-server-side-encryption-aws-kms-key-id'
    | `${string}:aud`
    | `${string}:sub`;
  values: string[];
};

/**
 * The Condition member of a statement, ready to be spread: empty when nothing is demanded.
 * Operators and keys stand in alphabetical order. Own keys and those of guards differ by their
 * types, so neither takes the place of the other.
 */
export function conditionOf(
  own: OwnDemand[],
  guard: Guard,
): { Condition?: RenderedCondition } {
  const demands = [...own, ...guard.demands].sort(
    (a, b) => order(a.operator, b.operator) || order(a.key, b.key),
  );
  if (demands.length === 0) return {};
  const Condition: RenderedCondition = {};
  for (const { operator, key, values } of demands) {
    Condition[operator] = { ...Condition[operator], [key]: distinct(values) };
  }
  return { Condition };
}

/** The main action and those that the guard needs beside it. */
export function actionsOf(
  main: string,
  guard: Guard,
  further: string[] = [],
): string | string[] {
  const others = new Set([...further, ...guard.actions]);
  return others.size === 0 ? main : [main, ...[...others].sort()];
}

const order = (a: string, b: string): number => Number(a > b) - Number(a < b);
