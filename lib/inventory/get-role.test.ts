import { describe, expect, it } from 'vitest';
import type { OfferedGrant, OfferedRole, StoredRequest } from '@/lib/ports';
import { getRole } from './get-role';
import { account, document, mayBecome, PROD, role, TOOLING, trust } from './test-estate';
import { DEPLOY, ec2, workspaceOf } from './test-workspace';

type RequestMade = Pick<
  StoredRequest,
  'isBreakGlass' | 'startsAt' | 'state' | 'lapsesAt' | 'endsAt'
>;

const NOW = new Date('2026-11-24T10:00:00.000Z');
const later = new Date('2026-11-25T10:00:00.000Z');
const APPROVED = {
  state: 'approved',
  startsAt: NOW,
  lapsesAt: later,
  endsAt: null,
} as const;
const BEGUN: RequestMade = { ...APPROVED, isBreakGlass: false };
const GLASS: RequestMade = { ...APPROVED, isBreakGlass: true };

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

  it('3.11: says who can become it and what it may do, in plain words', async () => {
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

  it.each<[string, OfferedGrant['rule'], RequestMade[], boolean]>([
    ['can be taken that is free', 'none', [], true],
    ['cannot that has to be asked for', 'ask', [], false],
    ['can by a request that has begun', 'ask', [BEGUN], true],
    ['cannot by one that begins later', 'ask', [{ ...BEGUN, startsAt: later }], false],
    ['cannot by one that lapsed', 'ask', [{ ...BEGUN, lapsesAt: NOW }], false],
    [
      'cannot by one that is over',
      'ask',
      [{ ...BEGUN, state: 'active', endsAt: NOW }],
      false,
    ],
    ['cannot by a glass broken under another rule', 'ask', [GLASS], false],
    ['can by a broken glass', 'break-glass', [GLASS], true],
    ['cannot by what was asked under another rule', 'break-glass', [BEGUN], false],
  ])('says that a role %s', async (_, rule, requests, isGranted) => {
    // No more of an offer is looked at.
    const offered = { grants: [{ rule, requests }] } as OfferedRole;
    const deps = {
      ...workspace.deps,
      grants: { findOffered: async () => offered },
      clock: { now: () => NOW },
    };
    expect(await getRole(deps, workspace.actor, DEPLOY)).toMatchObject({
      ok: true,
      value: { isGranted },
    });
  });

  it('is not found when no such role was read', async () => {
    expect(await getRole(workspace.deps, workspace.actor, `${DEPLOY}2`)).toMatchObject({
      ok: false,
      error: { kind: 'not_found' },
    });
  });
});
