import type { Answer } from '@/lib/iam/answer';
import { evaluate } from '@/lib/iam/evaluate/evaluate';
import { accountFacts } from '@/lib/iam/facts/account-facts';
import { type WorldFacts, worldFacts } from '@/lib/iam/facts/world-facts';
import type { Principal } from '@/lib/iam/question';
import type { CollectedAccount, CollectedOrg, InlinePolicy } from '@/lib/iam/world';
import type { AwsTarget } from '@/lib/ports';
import type { Piece } from '../recipes/piece';

type World = Record<string, CollectedAccount>;

type Policy = { Version: string; Statement: { Sid?: string }[] };

/** Writes the documents of a plan into readings, as somebody would by hand at AWS. */
export function writtenInto(world: World, pieces: Piece[]): World {
  const after = structuredClone(world);
  for (const piece of pieces) {
    const account = after[piece.accountId];
    if (account) write(account, piece);
  }
  return after;
}

function write(account: CollectedAccount, { content, target, accountId }: Piece): void {
  if (content.kind === 'object') make(account, content.write, target, accountId);
  if (content.kind === 'whole') put(account, target, content.text);
  if (content.kind === 'merged')
    put(account, target, mergedInto(read(account, target), content));
}

/** What stands, without the statements that are ours by their name, and with ours as they shall be. */
function mergedInto(
  standing: unknown,
  { placeholder, statements, gone = [] }: Merged,
): string {
  const policy: Policy =
    standing === null || standing === placeholder
      ? { Version: '2012-10-17', Statement: [] }
      : parsed(standing);
  const ours = new Set<string | undefined>(
    [...statements, ...gone].map(({ Sid }) => Sid),
  );
  const others = policy.Statement.filter(({ Sid }) => !ours.has(Sid));
  return JSON.stringify({ ...policy, Statement: [...others, ...statements] });
}

const parsed = (document: unknown): Policy =>
  typeof document === 'string' ? JSON.parse(document) : (document as Policy);

type Merged = Extract<Piece['content'], { kind: 'merged' }>;
type Making = Extract<Piece['content'], { kind: 'object' }>['write'];

function make(
  account: CollectedAccount,
  making: Making,
  target: AwsTarget,
  accountId: string,
): void {
  if (making.kind === 'create-role') {
    const { roleName, path, trust, boundaryArn } = making;
    account.RoleDetailList.push({
      Path: path,
      RoleName: roleName,
      RoleId: 'AROABYHAND',
      Arn: `arn:aws:iam::${accountId}:role${path}${roleName}`,
      AssumeRolePolicyDocument: trust,
      Tags: Object.entries(making.tags).map(([Key, Value]) => ({ Key, Value })),
      ...(boundaryArn && {
        PermissionsBoundary: {
          PermissionsBoundaryType: 'Policy',
          PermissionsBoundaryArn: boundaryArn,
        },
      }),
    });
  }
  if (making.kind === 'create-oidc-provider' && target.kind === 'oidc-provider')
    account.OpenIDConnectProviders = [
      ...(account.OpenIDConnectProviders ?? []),
      {
        Arn: target.providerArn,
        Url: making.url.replace('https://', ''),
        ClientIDList: making.clientIds,
      },
    ];
}

/** Where a document is kept: something that can be read and written. */
type Slot = { get(): unknown; set(text: string): void };

function slotOf(account: CollectedAccount, target: AwsTarget): Slot | null {
  switch (target.kind) {
    case 'trust': {
      const role = account.RoleDetailList.find(
        ({ RoleName }) => RoleName === target.roleName,
      );
      return role ? slot(role, 'AssumeRolePolicyDocument') : null;
    }
    case 'bucket-policy': {
      const bucket = account.Buckets?.find(({ Name }) => Name === target.bucket);
      return bucket ? slot(bucket, 'Policy') : null;
    }
    case 'key-policy': {
      const key = account.Keys?.find(({ Arn }) => Arn === target.keyArn);
      return key ? slot(key, 'Policy') : null;
    }
    case 'inline-policy':
      return inlineSlot(account, target);
    default:
      return null;
  }
}

const slot = <K extends string>(holder: Record<K, unknown>, key: K): Slot => ({
  get: () => holder[key],
  set: (text) => {
    holder[key] = text;
  },
});

function inlineSlot(
  account: CollectedAccount,
  { principal, principalName, policyName }: Extract<AwsTarget, { kind: 'inline-policy' }>,
): Slot {
  const list = inlineOf(account, principal, principalName);
  const found = () => list.find(({ PolicyName }) => PolicyName === policyName);
  return {
    get: () => found()?.PolicyDocument ?? null,
    set: (PolicyDocument) => {
      const standing = found();
      if (standing) standing.PolicyDocument = PolicyDocument;
      else list.push({ PolicyName: policyName, PolicyDocument });
    },
  };
}

function inlineOf(
  account: CollectedAccount,
  kind: 'user' | 'role' | 'group',
  name: string,
): InlinePolicy[] {
  const user = account.UserDetailList.find(({ UserName }) => UserName === name);
  const role = account.RoleDetailList.find(({ RoleName }) => RoleName === name);
  const group = account.GroupDetailList.find(({ GroupName }) => GroupName === name);
  const list: InlinePolicy[] = [];
  if (kind === 'user' && user) user.UserPolicyList ??= list;
  if (kind === 'role' && role) role.RolePolicyList ??= list;
  if (kind === 'group' && group) group.GroupPolicyList ??= list;
  const kept = {
    user: user?.UserPolicyList,
    role: role?.RolePolicyList,
    group: group?.GroupPolicyList,
  };
  return kept[kind] ?? list;
}

const read = (account: CollectedAccount, target: AwsTarget): unknown =>
  slotOf(account, target)?.get() ?? null;

function put(account: CollectedAccount, target: AwsTarget, text: string): void {
  if (target.kind !== 'managed-attachment') {
    slotOf(account, target)?.set(text);
    return;
  }
  const { roleName, policyArn } = target;
  const role = account.RoleDetailList.find(({ RoleName }) => RoleName === roleName);
  if (!role) throw new Error(`The account has no role ${roleName}.`);
  const PolicyName = policyArn.slice(policyArn.lastIndexOf('/') + 1);
  role.AttachedManagedPolicies = [
    ...(role.AttachedManagedPolicies ?? []),
    { PolicyArn: policyArn, PolicyName },
  ];
}

export const factsOf = (world: World, org: CollectedOrg | undefined): WorldFacts =>
  worldFacts(
    org,
    Object.entries(world).map(([id, account]) => accountFacts(id, account)),
  );

type Ask = {
  principal: Principal;
  action: string;
  resource: string;
  context?: Record<string, string>;
  absentKeys?: string[];
};

/** Asks the engine one thing, and leaves open what only the call itself could tell. */
export const askByHand = (facts: WorldFacts, ask: Ask): Answer =>
  evaluate(facts, { context: {}, absentKeys: [], ...ask, unknownKeys: 'assume-unknown' });
