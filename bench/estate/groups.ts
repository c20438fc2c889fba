import type { AttachedPolicy, GroupDetail } from '@/lib/iam/world';
import { iamArn, MADE_AT, planAccount, VENDOR } from './account-plan';
import { attachments } from './attachments';
import { WITH_MFA } from './crossing-trust';
import { awsPolicy, ownPolicy, REQUIRE_MFA, SHARED_READERS } from './managed-policies';
import { oddIdentityPolicy } from './oddities/odd-identity-policy';
import { twistDocument } from './oddities/twist-document';
import {
  ASSUME,
  allow,
  allowAllBut,
  deny,
  type Policy,
  policy,
  variable,
} from './policy';
import { isOdd, listedRoles, type Scene } from './scene';
import { uniqueId } from './unique-id';

type GroupKind = {
  name: string;
  document?: (scene: Scene) => Policy;
  attached?: (scene: Scene) => AttachedPolicy[];
};

const LISTED_TARGETS = 12;
const MOST_DENIED = 40;

const HUB_GROUPS: GroupKind[] = [
  {
    name: 'deployers',
    document: () => policy(allow(ASSUME, 'arn:aws:iam::*:role/deploy-*')),
  },
  {
    name: 'auditors',
    document: ({ hub }) =>
      policy(
        allow(ASSUME, [
          'arn:aws:iam::*:role/audit-*',
          iamArn(hub.account, 'role/tooling/auditor-*'),
        ]),
      ),
    attached: ({ account }) => [awsPolicy(account, 'ReadOnlyAccess')],
  },
  {
    name: 'oncall',
    document: () => policy(allow(ASSUME, 'arn:aws:iam::*:role/breakglass-*', WITH_MFA)),
    attached: ({ account }) => [ownPolicy(account, REQUIRE_MFA)],
  },
  {
    name: 'listed',
    document: (scene) => {
      const kinds = ['audit', 'tag-guarded', 'account-root'] as const;
      return policy(allow(ASSUME, listedRoles(scene, LISTED_TARGETS, ...kinds)));
    },
  },
  { name: 'no-production', document: noProduction },
  {
    name: 'builders',
    document: () => policy(allowAllBut(['organizations:*', 'iam:Create*', 'iam:Put*'])),
  },
];

const SPOKE_GROUPS: GroupKind[] = [
  {
    name: 'operators',
    document: ({ account }) =>
      policy(
        allow(ASSUME, iamArn(account, 'role/*')),
        deny(ASSUME, iamArn(account, 'role/breakglass-*')),
      ),
  },
  {
    name: 'readers',
    attached: ({ account }) => [
      awsPolicy(account, 'ReadOnlyAccess'),
      ownPolicy(account, SHARED_READERS),
    ],
  },
  {
    name: 'all-but-data',
    document: ({ account }) =>
      policy({
        Effect: 'Allow',
        Action: ASSUME,
        NotResource: iamArn(account, 'role/data-*'),
      }),
  },
  {
    name: 'own-name',
    document: ({ account }) =>
      policy(allow(ASSUME, iamArn(account, `role/${variable('aws:username')}-*`))),
  },
];

/** The groups of an account; beyond the known kinds they repeat under numbered names. */
export function groupDetails(scene: Scene): GroupDetail[] {
  const kinds = scene.account.kind === 'hub' ? HUB_GROUPS : SPOKE_GROUPS;
  const rounds = Array.from(
    { length: Math.ceil(scene.options.groups / kinds.length) },
    (_, round) => kinds.map((kind) => groupDetail(scene, kind, round)),
  );
  return rounds.flat().slice(0, scene.options.groups);
}

function groupDetail(scene: Scene, kind: GroupKind, round: number): GroupDetail {
  const name = round === 0 ? kind.name : `${kind.name}-${round}`;
  const arn = iamArn(scene.account, `group/${name}`);
  const document = isOdd(scene, 0.3) ? oddIdentityPolicy(scene) : kind.document?.(scene);
  return {
    Path: '/',
    GroupName: name,
    GroupId: uniqueId(scene.options.seed, 'AGPA', arn),
    Arn: arn,
    CreateDate: MADE_AT,
    GroupPolicyList: document
      ? [{ PolicyName: kind.name, PolicyDocument: twistDocument(scene, document) }]
      : [],
    AttachedManagedPolicies: attachments(scene, kind.attached?.(scene) ?? []),
  };
}

function noProduction({ options }: Scene): Policy {
  const accounts = Array.from({ length: options.accounts }, (_, index) =>
    planAccount(options, index),
  );
  const production = accounts.filter(({ kind }) => kind === 'production');
  const targets = [...production.slice(0, MOST_DENIED), VENDOR];
  return policy(
    deny(
      ASSUME,
      targets.map((account) => iamArn(account, 'role/*')),
    ),
  );
}
