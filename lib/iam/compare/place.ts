import type { PolicyKind } from '../parse/policy';

/** Where a policy document stands. */
export type Place =
  | { kind: 'trust'; roleArn: string }
  | { kind: 'bucket'; bucketName: string }
  | { kind: 'key'; keyArn: string }
  /** Inline policy of a user, group or role. */
  | { kind: 'inline'; ownerArn: string; policyName: string }
  /** Managed policy, as an identity policy of those it is attached to. */
  | { kind: 'managed'; policyArn: string }
  /** Managed policy, as the permissions boundary of those who have it as such. */
  | { kind: 'boundary'; policyArn: string }
  /** Passed when the session was made. */
  | { kind: 'session'; sessionArn: string }
  /** Policy of the organization, as it bears on one account. */
  | { kind: 'scp'; policyId: string; accountId: string }
  | { kind: 'rcp'; policyId: string; accountId: string };

export type IdentityPlace = Extract<Place, { kind: 'inline' | 'managed' }>;

/** A document that goes with those who ask, not with what they ask for. */
export type HeldPlace = Extract<
  Place,
  { kind: 'inline' | 'managed' | 'boundary' | 'session' | 'scp' }
>;

const HELD = new Set<Place['kind']>(['inline', 'managed', 'boundary', 'session', 'scp']);

const isIdentityPlace = (place: Place): place is IdentityPlace =>
  place.kind === 'inline' || place.kind === 'managed';

export const isHeldPlace = (place: Place): place is HeldPlace => HELD.has(place.kind);

export const policyKindOf = (place: Place): PolicyKind =>
  isIdentityPlace(place) ? 'identity' : place.kind;
