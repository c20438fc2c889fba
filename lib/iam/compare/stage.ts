import { parseArn } from '@/lib/core/arn';
import { collectFacts, type WorldFacts } from '../facts/world-facts';
import type { PolicyKind } from '../parse/policy';
import type { CollectedAccount, CollectedOrg, PolicyDocument } from '../world';
import type { Place } from './place';

export type Stage = { world: WorldFacts; place: Place };

/** Accounts of customers do not begin so. */
const HOME = '000000000000';
const MANAGEMENT = '000000000001';
const NAME = 'new';
const ROLE = `arn:aws:iam::${HOME}:role/${NAME}`;
const USER = `arn:aws:iam::${HOME}:user/${NAME}`;
const SESSION = `arn:aws:sts::${HOME}:assumed-role/${NAME}/session`;
const POLICY = `arn:aws:iam::${HOME}:policy/${NAME}`;
const ID = `p-${NAME}`;

/** Whether an ARN is that of the user, role or session that was made up for a document. */
export const isHolder = (arn: string): boolean =>
  arn === ROLE || arn === USER || arn === SESSION;

/**
 * A made-up world in which documents of any kind can be compared, with the accounts that they
 * name: a user and a role hold them, a role, bucket or key has them, or an organization whose
 * only member owns all these.
 */
export function stageFor(documents: PolicyDocument[], kind: PolicyKind): Stage {
  const text = JSON.stringify(documents);
  const place = placeFor(text, kind);
  const homeId = homeOf(place);
  const named = text.match(/(?<!\d)\d{12}(?!\d)/g) ?? [];
  const accounts = Object.fromEntries(
    [...new Set([homeId, ...named])].map((id) => [id, accountWith({})]),
  );
  accounts[homeId] = accountWith(partsOf(place));
  const org = kind === 'scp' || kind === 'rcp' ? orgFor(text, kind) : undefined;
  return { world: collectFacts({ accounts, ...(org && { org }) }), place };
}

function placeFor(text: string, kind: PolicyKind): Place {
  switch (kind) {
    case 'trust':
      return { kind, roleArn: ROLE };
    case 'identity':
      return { kind: 'managed', policyArn: POLICY };
    case 'boundary':
      return { kind, policyArn: POLICY };
    case 'session':
      return { kind, sessionArn: SESSION };
    case 'bucket': {
      const [, bucketName = NAME] = /"arn:aws[a-z-]*:s3:::([\w.-]+)/.exec(text) ?? [];
      return { kind, bucketName };
    }
    case 'key': {
      const [keyArn] = /arn:aws[a-z-]*:kms:[\w-]+:\d{12}:key\/[\w-]+/.exec(text) ?? [];
      return { kind, keyArn: keyArn ?? `arn:aws:kms:us-east-1:${HOME}:key/${NAME}` };
    }
    default:
      return { kind, policyId: ID, accountId: HOME };
  }
}

const homeOf = (place: Place): string =>
  (place.kind === 'key' && parseArn(place.keyArn)?.accountId) || HOME;

const accountWith = (parts: Partial<CollectedAccount>): CollectedAccount => ({
  UserDetailList: [],
  GroupDetailList: [],
  RoleDetailList: [],
  Policies: [],
  ...parts,
});

/** The user and the role that hold the document, and the bucket or key that has it. */
function partsOf(place: Place): Partial<CollectedAccount> {
  const held = heldAs(place);
  return {
    UserDetailList: [
      {
        Path: '/',
        UserName: NAME,
        UserId: 'AIDACOMPARED',
        Arn: USER,
        ...held,
      },
    ],
    RoleDetailList: [
      {
        Path: '/',
        RoleName: NAME,
        RoleId: 'AROACOMPARED',
        Arn: ROLE,
        AssumeRolePolicyDocument: null,
        ...held,
      },
    ],
    Policies: [
      {
        PolicyName: NAME,
        Arn: POLICY,
        DefaultVersionId: 'v1',
        PolicyVersionList: [{ VersionId: 'v1', IsDefaultVersion: true, Document: null }],
      },
    ],
    ...(place.kind === 'bucket' && {
      Buckets: [{ Name: place.bucketName, Policy: null }],
    }),
    ...(place.kind === 'key' && {
      Keys: [{ KeyId: NAME, Arn: place.keyArn, Policy: null }],
    }),
  };
}

function heldAs({ kind }: Place): object {
  if (kind === 'managed') {
    return { AttachedManagedPolicies: [{ PolicyName: NAME, PolicyArn: POLICY }] };
  }
  const PermissionsBoundary = {
    PermissionsBoundaryType: 'Policy',
    PermissionsBoundaryArn: POLICY,
  };
  return kind === 'boundary' ? { PermissionsBoundary } : {};
}

function orgFor(text: string, kind: 'scp' | 'rcp'): CollectedOrg {
  const [Id = 'o-compared00'] = /\bo-[a-z0-9]{10,32}\b/.exec(text) ?? [];
  const target = (id: string, ParentId: string | null, attached: string[]) => ({
    Id: id,
    Type: ParentId === null ? ('ROOT' as const) : ('ACCOUNT' as const),
    ParentId,
    ServiceControlPolicies: kind === 'scp' ? attached : [],
    ResourceControlPolicies: kind === 'rcp' ? attached : [],
  });
  return {
    Id,
    ManagementAccountId: MANAGEMENT,
    Targets: [
      target('r-root', null, []),
      target(MANAGEMENT, 'r-root', []),
      target(HOME, 'r-root', [ID]),
    ],
    Policies: { [ID]: { Type: kind, Name: NAME, Content: null } },
  };
}
