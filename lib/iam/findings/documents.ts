import { isServiceLinkedRole } from '../evaluate/caller';
import type { AccountFacts } from '../facts/account-facts';
import { findPolicyDocument, type WorldFacts } from '../facts/world-facts';
import { rememberPolicy } from '../parse/remember-policy';
import type { AttachedPolicy, Boundary, InlinePolicy, RoleDetail } from '../world';
import type { CheckedKind, Place } from './rule';
import type { Survey } from './survey';

type Around = { world: WorldFacts; account: AccountFacts; survey: Survey };

/** Every document of an account that is looked at. Roles that AWS owns are its own business. */
export function placesOf(around: Around): Place[] {
  const { account } = around;
  const partition = account.partition ?? 'aws';
  const roles = [...account.rolesByArn.values()].filter(
    (role) => !isServiceLinkedRole(role),
  );
  return [
    ...roles.flatMap((role) => placesOfRole(around, role)),
    ...[...account.usersByArn.values()].flatMap((user) =>
      placesOfHolder(around, {
        subject: user.Arn,
        inline: user.UserPolicyList,
        attached: user.AttachedManagedPolicies,
        boundary: user.PermissionsBoundary,
      }),
    ),
    ...[...account.groupsByName.values()].flatMap((group) =>
      placesOfHolder(around, {
        subject: group.Arn,
        inline: group.GroupPolicyList,
        attached: group.AttachedManagedPolicies,
        prefix: 'group-',
      }),
    ),
    ...[...account.bucketsByName.values()].flatMap(({ name, policy }) => {
      const subject = `arn:${partition}:s3:::${name}`;
      const place = { subject, kind: 'bucket', name: 'bucket policy' } as const;
      return policy ? [placeOf(around, place, policy)] : [];
    }),
    ...[...account.keysByArn.values()].map(({ arn, policy }) =>
      placeOf(around, { subject: arn, kind: 'key', name: 'key policy' }, policy),
    ),
  ];
}

const placesOfRole = (around: Around, role: RoleDetail): Place[] => [
  placeOf(
    around,
    { subject: role.Arn, kind: 'trust', name: 'trust policy', role },
    role.AssumeRolePolicyDocument,
  ),
  ...placesOfHolder(around, {
    subject: role.Arn,
    inline: role.RolePolicyList,
    attached: role.AttachedManagedPolicies,
    boundary: role.PermissionsBoundary,
    role,
  }),
];

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
    return found ? [placeOf(around, { ...spec, name, arn }, found.document)] : [];
  };
  return [
    ...inline.map(({ PolicyName: name, PolicyDocument }) =>
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

function placeOf(
  around: Around,
  { subject, kind, name, refKind, arn = '', role }: Spec,
  document: unknown,
): Place {
  const { accountId } = around.account;
  const named = refKind ?? (kind === 'identity' ? 'inline' : kind);
  return {
    ...around,
    subject,
    kind,
    ref: { name, arn: arn || null, kind: named, owner: subject, accountId },
    policy: rememberPolicy(document, kind),
    role: role ?? null,
  };
}
