import { describe, expect, it } from 'vitest';
import { DENIAL_POLICY } from './denial-policy';
import { restore } from './restore';
import { revoke } from './revoke';
import { sweepRevocations } from './sweep-revocations';
import {
  admin,
  asked,
  fakeWorld,
  log,
  only,
  refused,
  roleArn,
  type Trouble,
} from './test-revoke-world';

describe('a revocation', () => {
  it('is on record, in the log and in the journal, before AWS is called', async () => {
    const { deps, calls, rows, aws } = fakeWorld();
    const view = await revoke(deps, admin, asked);
    expect(calls).toEqual([
      'log intent',
      'journal',
      'log intent',
      'put-inline-policy',
      'log ok',
      'tell session-revoked',
    ]);
    expect(view).toMatchObject({ ok: true, value: { state: 'standing' } });
    expect(only(rows)).toMatchObject({ before: null, after: aws.kept.document });
    expect(JSON.parse(aws.kept.document ?? '')).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'Revokedid1',
          Effect: 'Deny',
          Action: '*',
          Resource: '*',
          Condition: {
            StringEquals: { 'aws:userid': 'AROAEXAMPLE:db-mei-k3jx7q2a' },
            DateLessThan: { 'aws:CurrentTime': '2026-11-24T10:14:00.000Z' },
          },
        },
      ],
    });
  });

  it('of a real account is proven by the engine, and says that nobody was called for', async () => {
    const { deps } = fakeWorld();
    const view = await revoke(deps, admin, asked);
    expect(view).toMatchObject({
      ok: true,
      value: { proof: { method: 'engine', holds: true } },
    });
    expect(JSON.stringify(view)).toContain('no call was made in anybody’s name');
  });

  it('of a role meets what began before and lets what begins later through', async () => {
    const { deps, aws } = fakeWorld();
    const view = await revoke(deps, admin, { scope: 'role', roleArn });
    expect(view).toMatchObject({ ok: true, value: { proof: { holds: true } } });
    expect(JSON.parse(aws.kept.document ?? '').Statement[0].Condition).toEqual({
      DateLessThan: {
        'aws:TokenIssueTime': '2026-11-24T09:00:05.000Z',
        'aws:CurrentTime': '2026-11-24T21:15:05.000Z',
      },
    });
  });

  it('is not begun when the log cannot be written', async () => {
    const { deps, rows, calls } = fakeWorld({ unwritable: 'intent' });
    expect(await revoke(deps, admin, asked)).toMatchObject({
      error: { kind: 'unavailable' },
    });
    expect([rows.size, calls]).toEqual([0, []]);
  });

  it('that AWS refuses did not happen, in words', async () => {
    const { deps, rows } = fakeWorld({ writes: [refused('LimitExceeded')] });
    const view = await revoke(deps, admin, asked);
    expect(JSON.stringify(view)).toContain('LimitExceeded');
    expect(view).toMatchObject({ ok: false, error: { kind: 'conflict' } });
    expect(only(rows)?.state).toBe('stopped');
  });

  it('leaves room in the role’s policies: 20 sessions one by one, and the whole role always', async () => {
    const { deps, aws } = fakeWorld();
    for (let time = 0; time < 20; time++)
      expect(await revoke(deps, admin, asked)).toMatchObject({ ok: true });
    expect(await revoke(deps, admin, asked)).toMatchObject({
      error: {
        kind: 'conflict',
        message: expect.stringContaining('20 sessions of deploy are denied one by one'),
      },
    });
    expect(await revoke(deps, admin, { scope: 'role', roleArn })).toMatchObject({
      ok: true,
    });
    expect(aws.kept.document?.replace(/\s/g, '').length).toBeLessThan(10_240);
    await restore(deps, admin, { revocationId: 'id-1' });
    expect(await revoke(deps, admin, asked)).toMatchObject({ ok: true });
  });

  it('of one session is not written while AWS does not give the id of the role', async () => {
    const { deps, calls } = fakeWorld();
    const aws: typeof deps.aws = {
      ...deps.aws,
      readTarget: async () =>
        ({
          ok: true,
          value: { exists: true, document: '{}', tags: {}, id: null },
        }) as const,
    };
    expect(await revoke({ ...deps, aws }, admin, asked)).toMatchObject({
      error: { kind: 'unavailable', message: expect.stringContaining('id of deploy') },
    });
    expect(calls).toEqual([]);
  });

  it('of one’s own session needs the permission to take one', async () => {
    const { deps } = fakeWorld();
    // A role from outside the table: whatever the doors let through has no permission here.
    const nobody = { ...admin, role: 'guest' as 'viewer' };
    expect(await revoke(deps, nobody, asked)).toMatchObject({
      error: { kind: 'forbidden', permission: 'credentials:issue' },
    });
  });

  it('waits while AWS is slow: asked to slow down, or showing what stood before', async () => {
    const slow = { kind: 'throttled', operation: 'x', retryAfterSeconds: 1 } as const;
    const { deps, calls } = fakeWorld({ reads: [slow], writes: [slow], staleReads: 2 });
    expect(await revoke(deps, admin, asked)).toMatchObject({
      value: { state: 'standing' },
    });
    expect(calls.filter((call) => call === 'put-inline-policy')).toHaveLength(2);
  });
});

describe('a denial that is to go', () => {
  it('leaves with what others wrote beside it meanwhile', async () => {
    const { deps, aws } = fakeWorld();
    await revoke(deps, admin, asked);
    const theirs = { Sid: 'Theirs', Effect: 'Deny', Action: 's3:*', Resource: '*' };
    const live = JSON.parse(aws.kept.document ?? '');
    live.Statement.push(theirs);
    aws.kept.document = JSON.stringify(live);
    expect(await restore(deps, admin, { revocationId: 'id-1' })).toMatchObject({
      value: { state: 'removed' },
    });
    expect(JSON.parse(aws.kept.document ?? '').Statement).toEqual([theirs]);
  });

  it('is tried again by each sweep while AWS refuses, and the log says so once', async () => {
    const { deps, rows, entries, moveTo } = fakeWorld({
      writes: [],
    });
    await revoke(deps, admin, asked);
    const aws = {
      ...deps.aws,
      write: async () => ({ ok: false, error: refused('AccessDenied') }) as const,
    };
    moveTo(only(rows)?.endsAt ?? new Date());
    await sweepRevocations({ ...deps, aws, log });
    await sweepRevocations({ ...deps, aws, log });
    expect(only(rows)?.state).toBe('standing');
    expect(entries.filter(({ outcome }) => outcome === 'failed')).toHaveLength(1);
    await sweepRevocations({ ...deps, log });
    expect(only(rows)).toMatchObject({ state: 'removed', removedByName: null });
  });

  it('is gone with a role that was deleted', async () => {
    const { deps, rows } = fakeWorld();
    await revoke(deps, admin, asked);
    const aws = {
      ...deps.aws,
      write: async () => ({ ok: false, error: refused('NoSuchEntity') }) as const,
    };
    await restore({ ...deps, aws }, admin, { revocationId: 'id-1' });
    expect(only(rows)).toMatchObject({ state: 'removed', removedByName: 'Mei' });
  });

  it('is journaled with what stood before and what is to stand, beside those of its write', async () => {
    const { deps, rows, aws } = fakeWorld();
    await revoke(deps, admin, asked);
    const theirs = { Sid: 'Theirs', Effect: 'Deny', Action: 's3:*', Resource: '*' };
    const live = JSON.parse(aws.kept.document ?? '');
    const stood = JSON.stringify({ ...live, Statement: [...live.Statement, theirs] });
    aws.kept.document = stood;
    await restore(deps, admin, { revocationId: 'id-1' });
    expect(only(rows)).toMatchObject({
      before: null,
      after: expect.stringContaining('Revokedid1'),
      beforeRemoval: stood,
      afterRemoval: aws.kept.document,
    });
  });

  it('stays when the log cannot be written, in words', async () => {
    const trouble: Trouble = {};
    const { deps, rows } = fakeWorld(trouble);
    await revoke(deps, admin, asked);
    trouble.unwritable = 'intent';
    expect(await restore(deps, admin, { revocationId: 'id-1' })).toMatchObject({
      error: { kind: 'unavailable', message: expect.stringContaining('activity log') },
    });
    expect(only(rows)?.state).toBe('standing');
  });

  it('is taken back by those who administer sessions only', async () => {
    const { deps } = fakeWorld();
    await revoke(deps, admin, asked);
    const viewer = { ...admin, role: 'viewer' } as const;
    expect(await restore(deps, viewer, { revocationId: 'id-1' })).toMatchObject({
      error: { kind: 'forbidden' },
    });
  });
});

it('leaves a policy alone that it cannot read', async () => {
  const { deps, aws } = fakeWorld({ document: 'not a policy' });
  const view = await revoke(deps, admin, asked);
  expect(JSON.stringify(view)).toContain(DENIAL_POLICY);
  expect(view.ok).toBe(false);
  expect(aws.kept.document).toBe('not a policy');
});
