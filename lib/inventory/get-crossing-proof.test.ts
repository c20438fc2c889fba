import { describe, expect, it } from 'vitest';
import type { PolicyDocument } from '@/lib/iam/world';
import { getCrossingProof } from './get-crossing-proof';
import type { CrossingRow } from './schema';
import {
  account,
  arnOf,
  document,
  LUMEN,
  mayBecome,
  PEOPLE,
  PROD,
  role,
  TOOLING,
  trust,
} from './test-estate';
import { DEPLOY, ec2, workspaceOf } from './test-workspace';

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

  it('3.6: walks every policy and ends at the one that says no', async () => {
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

it('takes no identity provider to exist that nobody read', async () => {
  const gitlab = document({
    Principal: { Federated: `arn:aws:iam::${PROD}:oidc-provider/gitlab.com` },
    Action: 'sts:AssumeRoleWithWebIdentity',
  });
  const { OpenIDConnectProviders: _unread, ...collected } = account([
    role(PROD, 'deploy', gitlab),
  ]);
  const workspace = workspaceOf({ [PROD]: collected });
  const { crossing } = await proofOf(workspace, () => true);
  expect(crossing).toMatchObject({ deck: 'untested', why: workspace.rows[0]?.why });
});

describe('the half that is missing', () => {
  const ci = (may: PolicyDocument | null) => account([role(TOOLING, 'ci', ec2, may)]);
  const deploy = (trusted: PolicyDocument) => account([role(PROD, 'deploy', trusted)]);
  const CI = arnOf(TOOLING, 'role/ci');

  it('3.14: is the policy of the caller, with the statement for it and the page it goes to', async () => {
    const named = workspaceOf({
      [TOOLING]: ci(null),
      [PROD]: deploy(trust({ AWS: CI })),
    });
    const { mends, mendPlan, crossing } = await proofOf(
      named,
      ({ who }) => who.name === 'ci',
    );
    expect(crossing.halves).toBe('trust-only');
    expect(mendPlan).toMatchObject({ who: CI, role: DEPLOY });
    expect(mends.map(({ sentence }) => sentence)).toEqual([
      'In Tooling, add this statement to a policy of the caller:',
    ]);
    expect(JSON.parse(mends[0]?.statement ?? '')).toEqual({
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Resource: DEPLOY,
    });
    expect(mends[0]?.link?.href).toContain(encodeURIComponent(CI));
  });

  it('3.14: is the trust policy, and adding what is offered makes the crossing stand', async () => {
    const before = workspaceOf({ [TOOLING]: ci(mayBecome(DEPLOY)), [PROD]: deploy(ec2) });
    const { mends, crossing } = await proofOf(before, ({ who }) => who.name === 'ci');
    expect(crossing.halves).toBe('identity-only');
    expect(mends).toHaveLength(1);
    const added = document(JSON.parse(mends[0]?.statement ?? ''));
    const after = workspaceOf({
      [TOOLING]: ci(mayBecome(DEPLOY)),
      [PROD]: deploy(added),
    });
    const mended = await proofOf(after, ({ who }) => who.name === 'ci');
    expect(mended.crossing).toMatchObject({ deck: 'works', halves: 'both' });
    expect(mended).toMatchObject({ mends: [], mendPlan: null });
  });
});
