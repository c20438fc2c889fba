import { describe, expect, it } from 'vitest';
import { UserId, WorkspaceId } from '@/lib/core/ids';
import type { CollectedAccount, CollectedOrg, PolicyDocument } from '@/lib/iam/world';
import type { Actor } from '@/lib/ports';
import { accountNames } from './account-names';
import { buildCrossings } from './build-crossings';
import { getCrossingProof } from './get-crossing-proof';
import { getRole } from './get-role';
import type { CrossingRow } from './schema';
import {
  account,
  arnOf,
  document,
  factsOf,
  LUMEN,
  mayBecome,
  orgOf,
  PEOPLE,
  PROD,
  role,
  storedAccounts,
  TOOLING,
  trust,
} from './test-estate';

const DEPLOY = arnOf(PROD, 'role/deploy');
const ec2 = trust({ Service: 'ec2.amazonaws.com' });
const takenAt = new Date('2026-11-24T09:26:00.000Z');

let worlds = 0;

/** A workspace whose latest reading is these accounts, and the crossings built from it. */
function workspaceOf(
  accounts: Record<string, CollectedAccount>,
  scps: Record<string, PolicyDocument> = {},
) {
  worlds += 1;
  const workspaceId = WorkspaceId.parse(`w${worlds}`);
  const stored = storedAccounts(workspaceId);
  const rows = buildCrossings(
    factsOf(accounts, scps),
    accountNames(stored, factsOf(accounts)),
  );
  const org: CollectedOrg = orgOf(scps);
  const deps = {
    accounts: { list: async () => stored },
    snapshots: {
      loadLatest: async () =>
        Object.entries(accounts).map(([accountId, collected]) => ({
          accountId,
          snapshotId: `snapshot of ${accountId}`,
          takenAt,
          account: collected,
        })),
      loadOrg: async () => org,
    },
    crossings: {
      find: async (_workspace: WorkspaceId, id: string) =>
        rows.find((row) => row.id === id) ?? null,
      listOfRole: async (_workspace: WorkspaceId, arn: string) =>
        rows.filter((row) => row.role.arn === arn),
    },
    plans: { findByRole: async () => null },
    grants: { find: async () => null },
  };
  return { deps, rows, actor: actorIn(workspaceId) };
}

const actorIn = (workspaceId: WorkspaceId): Actor => ({
  userId: UserId.parse('u1'),
  handle: 'mei',
  name: 'Mei',
  email: 'mei@acme.test',
  workspaceId,
  workspaceName: 'Acme',
  workspaceKind: 'aws',
  role: 'viewer',
});

async function proofOf(
  workspace: ReturnType<typeof workspaceOf>,
  pick: (row: CrossingRow) => boolean,
) {
  const row = workspace.rows.find(pick);
  const proof = await getCrossingProof(workspace.deps, workspace.actor, row?.id ?? '');
  if (!proof.ok) throw new Error(`no proof: ${proof.error.kind}`);
  return proof.value;
}

const jenkins = role(TOOLING, 'old-jenkins', ec2, mayBecome(DEPLOY));
const denyLegacy = document({
  Sid: 'NoLegacyCI',
  Effect: 'Deny',
  Action: 'sts:AssumeRole',
  Resource: '*',
  Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/old-*' } },
});

describe('the proof of a denied crossing', () => {
  const workspace = workspaceOf(
    {
      [TOOLING]: account([jenkins]),
      [PROD]: account([role(PROD, 'deploy', trust({ AWS: TOOLING }))]),
    },
    { 'deny-legacy-ci': denyLegacy },
  );

  it('walks every policy and ends at the one that says no', async () => {
    const proof = await proofOf(workspace, (row) => row.who.name === 'old-jenkins');
    expect(proof.nodes.map((node) => [node.id, node.verdict])).toEqual([
      ['identity', 'allows'],
      ['trust', 'allows'],
      ['boundary', 'not-applicable'],
      ['scp', 'denies'],
      ['rcp', expect.stringMatching(/allows|not-applicable/)],
    ]);
    expect(proof.sentence).toBe(
      'old-jenkins in Tooling cannot become deploy in Prod, because SCP deny-legacy-ci says no.',
    );
    expect(proof.bridge).toMatchObject({
      deck: 'denied',
      left: { shape: 'trusted', title: 'old-jenkins', subtitle: 'in Tooling' },
      right: { shape: 'trusting', title: 'deploy', isProduction: true },
    });
  });

  it('names policy, statement and place, with the lines as they stand in the document', async () => {
    const { nodes } = await proofOf(workspace, (row) => row.who.name === 'old-jenkins');
    const scp = nodes.find((node) => node.id === 'scp');
    expect(scp?.where).toBe('deny-legacy-ci, statement 1 (NoLegacyCI), organisation');
    const identity = nodes.find((node) => node.id === 'identity');
    expect(identity?.where).toBe(
      'inline policy old-jenkins-policy of old-jenkins, statement 1, Tooling',
    );
    const matched = identity?.lines.filter((line) => line.isMatch) ?? [];
    expect(matched[0]?.number).toBe(4);
    expect(identity?.lines.map((line) => line.text).join('\n')).toBe(
      JSON.stringify(mayBecome(DEPLOY), null, 2),
    );
  });
});

describe('what is not ours to read', () => {
  it('is said, and assumed to allow, for an account outside', async () => {
    const guard = { Condition: { StringEquals: { 'sts:ExternalId': 'lum-1' } } };
    const workspace = workspaceOf({
      [PROD]: account([role(PROD, 'audit', trust({ AWS: LUMEN }, guard))]),
    });
    const proof = await proofOf(workspace, (row) => row.isOutside);
    expect(proof.nodes[0]).toMatchObject({
      id: 'identity',
      verdict: 'not-read',
      sentence: expect.stringContaining('outside the organisation and not ours to read'),
    });
    expect(proof.nodes[1]).toMatchObject({ id: 'trust', verdict: 'allows-if' });
    expect(proof.nodes.find((node) => node.id === 'scp')?.verdict).toBe('not-applicable');
    expect(proof.bridge).toMatchObject({ deck: 'conditional', label: 'external ID' });
    expect(proof.bridge.left.shape).toBe('outside');
  });

  it('leaves a crossing from an account of ours untested', async () => {
    const workspace = workspaceOf({
      [PROD]: account([role(PROD, 'deploy', trust({ AWS: PEOPLE }))]),
    });
    const proof = await proofOf(workspace, (row) => row.who.name === 'People');
    expect(proof.bridge.deck).toBe('untested');
    expect(proof.sentence).toContain('People was not read');
  });
});

describe('half crossings', () => {
  it('of a whole account say that nobody there makes use of it', async () => {
    const workspace = workspaceOf({
      [TOOLING]: account([]),
      [PROD]: account([role(PROD, 'deploy', trust({ AWS: TOOLING }))]),
    });
    const proof = await proofOf(workspace, (row) => row.who.kind === 'account');
    expect(proof.nodes[0]).toMatchObject({
      verdict: 'silent',
      sentence: 'No user or role in Tooling has a policy that allows it.',
    });
    expect(proof.nodes[1]?.verdict).toBe('allows');
    expect(proof.bridge.deck).toBe('denied');
  });

  it('of a deleted principal show the statement that still names it', async () => {
    const workspace = workspaceOf({
      [PROD]: account([role(PROD, 'deploy', trust({ AWS: 'AROAEXAMPLEDELETED000' }))]),
    });
    const proof = await proofOf(workspace, (row) => row.who.kind === 'deleted');
    expect(proof.nodes).toMatchObject([{ id: 'trust', verdict: 'silent' }]);
    expect(proof.nodes[0]?.lines.some((line) => line.isMatch)).toBe(true);
  });
});

it('a crossing that is not there is not found', async () => {
  const { deps, actor } = workspaceOf({ [PROD]: account([]) });
  expect(await getCrossingProof(deps, actor, 'nothing')).toMatchObject({
    ok: false,
    error: { kind: 'not_found' },
  });
});

describe('a role page', () => {
  const permissions = document(
    {
      Action: ['s3:GetObject', 's3:ListBucket'],
      Resource: ['arn:aws:s3:::app-logs', 'arn:aws:s3:::app-logs/*'],
    },
    { Effect: 'Deny', Action: 's3:DeleteObject', Resource: '*' },
  );
  const deploy = role(PROD, 'deploy', trust({ AWS: TOOLING }), permissions, {
    RoleLastUsed: { LastUsedDate: '2026-11-20T10:00:00+00:00', Region: 'eu-west-1' },
  });
  const workspace = workspaceOf({
    [TOOLING]: account([role(TOOLING, 'ci-deploy', ec2, mayBecome(DEPLOY))]),
    [PROD]: account([deploy], {
      RoleSettings: {
        deploy: { MaxSessionDuration: 7200, Description: 'Ships releases' },
      },
    }),
  });

  it('says who can become it and what it may do, in plain words', async () => {
    const page = await getRole(workspace.deps, workspace.actor, DEPLOY);
    expect(page).toMatchObject({
      ok: true,
      value: {
        description: 'Ships releases',
        maxSessionSeconds: 7200,
        lastUsedAt: '2026-11-20T10:00:00.000Z',
        sentence: '1 can become deploy: 1 freely.',
        who: [{ who: { name: 'ci-deploy' } }],
        can: [
          {
            sentence: 'may read and list app-logs',
            effect: 'Allow',
            isConditional: false,
          },
          { sentence: 'may not delete everything', effect: 'Deny' },
        ],
        policies: [{ kind: 'trust' }, { kind: 'inline', name: 'deploy-policy' }],
        readAt: '2026-11-24T09:26:00.000Z',
        isGranted: false,
      },
    });
  });

  it('proves each permission with the lines of its statement', async () => {
    const page = await getRole(workspace.deps, workspace.actor, DEPLOY);
    const proof = page.ok ? page.value.can[1]?.proof : null;
    expect(proof).toMatchObject({
      verdict: 'denies',
      where: 'deploy-policy, statement 2, Prod',
    });
    const matched =
      proof?.lines.filter((line) => line.isMatch).map((line) => line.text) ?? [];
    expect(matched.join('')).toContain('s3:DeleteObject');
    expect(matched.join('')).not.toContain('s3:ListBucket');
  });

  it('is not found when no such role was read', async () => {
    expect(await getRole(workspace.deps, workspace.actor, `${DEPLOY}2`)).toMatchObject({
      ok: false,
      error: { kind: 'not_found' },
    });
  });
});
