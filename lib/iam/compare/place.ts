import type { PolicyKind } from '../parse/policy';

/** Where a policy document stands. */
export type Place =
  | { kind: 'trust'; roleArn: string }
  | { kind: 'bucket'; bucketName: string }
  | { kind: 'key'; keyArn: string }
  /** Inline policy of a user, group or role. */
  | { kind: 'inline'; ownerArn: string; policyName: string }
  /** Managed policy, as an identity policy of those it is attached to. */
  | { kind: 'managed'; policyArn: string };

export type IdentityPlace = Extract<Place, { kind: 'inline' | 'managed' }>;

export const isIdentityPlace = (place: Place): place is IdentityPlace =>
  place.kind === 'inline' || place.kind === 'managed';

export const policyKindOf = (place: Place): PolicyKind =>
  isIdentityPlace(place) ? 'identity' : place.kind;
