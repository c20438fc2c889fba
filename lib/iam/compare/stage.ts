import { parseArn } from '@/lib/core/arn';
import { collectFacts, type WorldFacts } from '../facts/world-facts';
import type { PolicyKind } from '../parse/policy';
import type { CollectedAccount, CollectedOrg, PolicyDocument } from '../world';
import type { Place } from './place';

export type Stage = { world: WorldFacts; place: Place };

/** Accounts of customers do not begin so. */
const NOBODY = '000000000000';
const MANAGEMENT = '000000000001';
const NAME = 'new';
const ID = `p-${NAME}`;
const STAGES_MAX = 8;

/** Account and partition of all that is made up. */
type Home = { accountId: string; partition: string };

const arnIn = ({ accountId, partition }: Home, kind: string): string =>
  `arn:${partition}:${kind === 'assumed-role' ? 'sts' : 'iam'}::${accountId}:${kind}/${NAME}`;

/** Whether an ARN is that of the user or role that was made up beside a document. */
export const isMadeUp = (arn: string, place: Place): boolean => {
  const { accountId, resource } = parseArn(arn) ?? {};
  const isOwn = accountId === ownerOf(place);
  return isOwn && (resource === `user/${NAME}` || resource === `role/${NAME}`);
};

function ownerOf(place: Place): string {
  const arn =
    place.kind === 'trust' ? place.roleArn : place.kind === 'key' ? place.keyArn : '';
  return 'accountId' in place ? place.accountId : (parseArn(arn)?.accountId ?? NOBODY);
}

/** Made-up worlds for some documents; `isComplete` is false when they name more than these hold. */
export type Stages = { stages: Stage[]; isComplete: boolean };

/**
 * A made-up world for each account whose resources the documents name: to those of another
 * account than the asker's, most grants say nothing. All lie in the one partition named first.
 */
export function stagesFor(documents: PolicyDocument[], kind: PolicyKind): Stages {
  const text = JSON.stringify(documents);
  const written = [...text.matchAll(/\barn:([^:"]*):/g)].map(([, name = '']) => name);
  const partitions = new Set(written.filter((name) => name !== '*' && name !== 'aws*'));
  const partition = [...partitions].find((name) => /^aws[a-z-]*$/.test(name)) ?? 'aws';
  partitions.add(partition);
  const found = text.matchAll(ownersNamed(kind));
  const owners = [...new Set([...found].map(([, accountId = '']) => accountId))];
  if (owners.length === 0) owners.push(NOBODY);
  return {
    stages: owners
      .slice(0, STAGES_MAX)
      .map((accountId) => stageIn({ accountId, partition }, text, kind)),
    isComplete: partitions.size === 1 && owners.length <= STAGES_MAX,
  };
}

/** Where documents of a kind name an account as the one that they are about. */
function ownersNamed(kind: PolicyKind): RegExp {
  if (kind === 'bucket') return /(?!)/g;
  if (kind === 'key') return /\barn:[^:"]*:kms:[^:"]*:(\d{12}):key\//g;
  return kind === 'trust'
    ? /\barn:[^:"]*:iam::(\d{12}):(?:oidc|saml)-provider\//g
    : /\barn:[^:"]*:[^:"]*:[^:"]*:(\d{12}):/g;
}

/**
 * A made-up world in which documents of any kind can be compared, with the accounts that they
 * name: a user and a role hold them, a role, bucket or key has them, or an organization whose
 * only member owns all these.
 */
function stageIn(home: Home, text: string, kind: PolicyKind): Stage {
  const place = placeFor(home, text, kind);
  const named = text.match(/(?<!\d)\d{12}(?!\d)/g) ?? [];
  const accounts = Object.fromEntries(
    [...new Set([home.accountId, ...named])].map((id) => [id, accountWith({})]),
  );
  accounts[home.accountId] = accountWith(partsOf(home, place));
  const org =
    kind === 'scp' || kind === 'rcp' ? orgFor(home.accountId, text, kind) : undefined;
  return { world: collectFacts({ accounts, ...(org && { org }) }), place };
}

function placeFor(home: Home, text: string, kind: PolicyKind): Place {
  switch (kind) {
    case 'trust':
      return { kind, roleArn: arnIn(home, 'role') };
    case 'identity':
      return { kind: 'managed', policyArn: arnIn(home, 'policy') };
    case 'boundary':
      return { kind, policyArn: arnIn(home, 'policy') };
    case 'session':
      return { kind, sessionArn: `${arnIn(home, 'assumed-role')}/session` };
    case 'bucket': {
      const [, bucketName = NAME] = /"arn:aws[a-z-]*:s3:::([\w.-]+)/.exec(text) ?? [];
      return { kind, bucketName };
    }
    case 'key': {
      const { partition, accountId } = home;
      const keys = text.matchAll(/arn:aws[a-z-]*:kms:[\w-]+:(\d{12}):key\/[\w-]+/g);
      const own = [...keys].find(([, owner]) => owner === accountId)?.[0];
      return {
        kind,
        keyArn: own ?? `arn:${partition}:kms:us-east-1:${accountId}:key/${NAME}`,
      };
    }
    default:
      return { kind, policyId: ID, accountId: home.accountId };
  }
}

const accountWith = (parts: Partial<CollectedAccount>): CollectedAccount => ({
  UserDetailList: [],
  GroupDetailList: [],
  RoleDetailList: [],
  Policies: [],
  ...parts,
});

/** The user and the role that hold the document, and the bucket or key that has it. */
function partsOf(home: Home, place: Place): Partial<CollectedAccount> {
  const held = heldAs(place, arnIn(home, 'policy'));
  return {
    UserDetailList: [
      {
        Path: '/',
        UserName: NAME,
        UserId: 'AIDACOMPARED',
        Arn: arnIn(home, 'user'),
        ...held,
      },
    ],
    RoleDetailList: [
      {
        Path: '/',
        RoleName: NAME,
        RoleId: 'AROACOMPARED',
        Arn: arnIn(home, 'role'),
        AssumeRolePolicyDocument: null,
        ...held,
      },
    ],
    Policies: [
      {
        PolicyName: NAME,
        Arn: arnIn(home, 'policy'),
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

function heldAs({ kind }: Place, policyArn: string): object {
  if (kind === 'managed') {
    return {
      AttachedManagedPolicies: [{ PolicyName: NAME, PolicyArn: policyArn }],
    };
  }
  const PermissionsBoundary = {
    PermissionsBoundaryType: 'Policy',
    PermissionsBoundaryArn: policyArn,
  };
  return kind === 'boundary' ? { PermissionsBoundary } : {};
}

function orgFor(accountId: string, text: string, kind: 'scp' | 'rcp'): CollectedOrg {
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
      target(accountId, 'r-root', [ID]),
    ],
    Policies: { [ID]: { Type: kind, Name: NAME, Content: null } },
  };
}
