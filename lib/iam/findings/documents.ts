import { isServiceLinkedRole } from '../evaluate/caller';
import type { AccountFacts, BucketFacts, KeyFacts } from '../facts/account-facts';
import { findPolicyDocument, type WorldFacts } from '../facts/world-facts';
import { rememberPolicy } from '../parse/remember-policy';
import type {
  AttachedPolicy,
  Boundary,
  GroupDetail,
  InlinePolicy,
  RoleDetail,
  UserDetail,
} from '../world';
import type { CheckedKind, Place } from './rule';
import { rulesFor } from './rules-for';
import type { Survey } from './survey';

/** An account, and what surrounds it. */
export type Around = { world: WorldFacts; account: AccountFacts; survey: Survey };

/** Every document of an account that is looked at. Roles that AWS owns are its own business. */
export function placesOf(around: Around): Place[] {
  const { rolesByArn, usersByArn, groupsByName, bucketsByName, keysByArn } =
    around.account;
  return [
    ...[...rolesByArn.values()].flatMap((role) => placesOfRole(around, role)),
    ...[...usersByArn.values()].flatMap((user) => placesOfUser(around, user)),
    ...[...groupsByName.values()].flatMap((group) => placesOfGroup(around, group)),
    ...[...bucketsByName.values()].flatMap((bucket) => placesOfBucket(around, bucket)),
    ...[...keysByArn.values()].flatMap((key) => placesOfKey(around, key)),
  ];
}

/** Of those documents the ones that hang on one role, user, group, bucket or key. */
export function placesOfSubject(around: Around, arn: string): Place[] {
  const { account } = around;
  const role = account.rolesByArn.get(arn);
  const user = account.usersByArn.get(arn);
  const groups = [...account.groupsByName.values()].filter(({ Arn }) => Arn === arn);
  const bucketName = arn.slice(bucketArn(account, '').length);
  const bucket = account.bucketsByName.get(bucketName);
  const key = account.keysByArn.get(arn);
  return [
    ...(role ? placesOfRole(around, role) : []),
    ...(user ? placesOfUser(around, user) : []),
    ...groups.flatMap((group) => placesOfGroup(around, group)),
    ...(bucket && arn === bucketArn(account, bucketName)
      ? placesOfBucket(around, bucket)
      : []),
    ...(key ? placesOfKey(around, key) : []),
  ];
}

const placesOfUser = (around: Around, user: UserDetail): Place[] =>
  placesOfHolder(around, {
    subject: user.Arn,
    inline: user.UserPolicyList,
    attached: user.AttachedManagedPolicies,
    boundary: user.PermissionsBoundary,
  });

const placesOfGroup = (around: Around, group: GroupDetail): Place[] =>
  placesOfHolder(around, {
    subject: group.Arn,
    inline: group.GroupPolicyList,
    attached: group.AttachedManagedPolicies,
    prefix: 'group-',
  });

const bucketArn = ({ partition }: AccountFacts, name: string): string =>
  `arn:${partition ?? 'aws'}:s3:::${name}`;

function placesOfBucket(around: Around, { name, policy }: BucketFacts): Place[] {
  const subject = bucketArn(around.account, name);
  const place = { subject, kind: 'bucket', name: 'bucket policy' } as const;
  return policy ? placeOf(around, place, policy) : [];
}

const placesOfKey = (around: Around, { arn, policy }: KeyFacts): Place[] =>
  placeOf(around, { subject: arn, kind: 'key', name: 'key policy' }, policy);

function placesOfRole(around: Around, role: RoleDetail): Place[] {
  if (isServiceLinkedRole(role)) return [];
  const { Arn: subject, AssumeRolePolicyDocument: trust } = role;
  return [
    ...placeOf(around, { subject, kind: 'trust', name: 'trust policy', role }, trust),
    ...placesOfHolder(around, {
      subject,
      inline: role.RolePolicyList,
      attached: role.AttachedManagedPolicies,
      boundary: role.PermissionsBoundary,
      role,
    }),
  ];
}

type Holder = {
  subject: string;
  inline: InlinePolicy[] | undefined;
  attached: AttachedPolicy[] | undefined;
  boundary?: Boundary | undefined;
  prefix?: 'group-';
  role?: RoleDetail;
};

/** Documents that were not collected have nothing to look at. */
function placesOfHolder(around: Around, holder: Holder): Place[] {
  const { subject, inline = [], attached = [], boundary, prefix = '', role } = holder;
  const at = { subject, kind: 'identity', ...(role && { role }) } as const;
  const read = (spec: Spec, arn: string): Place[] => {
    const found = findPolicyDocument(around.world, around.account, arn);
    const name = spec.name || (found?.name ?? '');
    return found ? placeOf(around, { ...spec, name, arn }, found.document) : [];
  };
  return [
    ...inline.flatMap(({ PolicyName: name, PolicyDocument }) =>
      placeOf(around, { ...at, name, refKind: `${prefix}inline` }, PolicyDocument),
    ),
    ...attached.flatMap(({ PolicyName: name, PolicyArn }) =>
      read({ ...at, name, refKind: `${prefix}managed` }, PolicyArn),
    ),
    ...(boundary
      ? read({ ...at, kind: 'boundary', name: '' }, boundary.PermissionsBoundaryArn)
      : []),
  ];
}

type Spec = {
  subject: string;
  kind: CheckedKind;
  name: string;
  refKind?: Place['ref']['kind'];
  arn?: string;
  role?: RoleDetail;
};

/** The document as a place, unless no rule can have anything to say about it. */
function placeOf(
  { world, account, survey }: Around,
  { subject, kind, name, refKind, arn = '', role }: Spec,
  document: unknown,
): Place[] {
  const policy = rememberPolicy(document, kind);
  if (rulesFor(policy, kind).length === 0) return [];
  const named = refKind ?? (kind === 'identity' ? 'inline' : kind);
  const { accountId } = account;
  const ref = { name, arn: arn || null, kind: named, owner: subject, accountId };
  return [{ world, account, subject, kind, ref, policy, role: role ?? null, survey }];
}
