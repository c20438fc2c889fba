import { describe, expect, it } from 'vitest';
import { WorkspaceId } from '@/lib/core/ids';
import type { AwsConnection, AwsFailure } from '@/lib/ports';
import { profileHub } from '../test-world';
import { DENIAL_POLICY } from './denial-policy';
import { restore } from './restore';
import { revoke } from './revoke';
import { sweepRevocations } from './sweep-revocations';
import { admin, fakeWorld, roleArn, type Trouble } from './test-revoke-world';

const asked = { scope: 'session', sessionId: 's1' } as const;
const log = { error: () => undefined };

const refused = (code: string): AwsFailure => ({
  kind: 'refused',
  operation: 'iam:PutRolePolicy',
  code,
  message: 'no',
  requestId: null,
});
const unreachable: AwsFailure = {
  kind: 'unreachable',
  operation: 'iam:PutRolePolicy',
  message: 'timeout',
};

const only = <T>(rows: Map<string, T>): T | undefined => [...rows.values()][0];

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

  it('waits while AWS is slow: asked to slow down, or showing what stood before', async () => {
    const slow = { kind: 'throttled', operation: 'x', retryAfterSeconds: 1 } as const;
    const { deps, calls } = fakeWorld({ reads: [slow], writes: [slow], staleReads: 2 });
    expect(await revoke(deps, admin, asked)).toMatchObject({
      value: { state: 'standing' },
    });
    expect(calls.filter((call) => call === 'put-inline-policy')).toHaveLength(2);
  });

  it.each(['aws-service-role/x.amazonaws.com', 'aws-reserved/sso.amazonaws.com'])(
    'is not tried on a role under %s, whose policies are not ours',
    async (path) => {
      const { deps, calls } = fakeWorld();
      const other = `${roleArn.slice(0, -'deploy'.length)}${path}/Role` as typeof roleArn;
      const view = await revoke(deps, admin, { scope: 'role', roleArn: other });
      expect(view).toMatchObject({ ok: false, error: { kind: 'conflict' } });
      expect(calls).toEqual([]);
    },
  );
});

describe('after the process was killed', () => {
  it('between the journal and the write, the sweep writes it', async () => {
    const { deps, rows, aws } = fakeWorld({ writes: ['killed'] });
    await expect(revoke(deps, admin, asked)).rejects.toThrow('killed');
    expect(only(rows)).toMatchObject({ state: 'writing', intendedAt: expect.any(Date) });
    await sweepRevocations({ ...deps, log });
    expect(only(rows)?.state).toBe('standing');
    expect(aws.kept.document).toContain('Revokedid1');
  });

  it('after the write whose answer was lost, the sweep writes nothing twice', async () => {
    const { deps, rows, aws, calls } = fakeWorld({ writes: [unreachable] });
    const view = await revoke(deps, admin, asked);
    expect(view).toMatchObject({ ok: true, value: { state: 'writing' } });
    aws.kept.document = only(rows)?.after ?? null;
    await sweepRevocations({ ...deps, log });
    expect(only(rows)?.state).toBe('standing');
    expect(calls.filter((call) => call === 'put-inline-policy')).toHaveLength(1);
  });
});

describe('the lease of a role', () => {
  async function keyFor(workspaceId: string, hub: AwsConnection) {
    const { deps } = fakeWorld();
    const keys: string[] = [];
    const revocations: typeof deps.revocations = {
      ...deps.revocations,
      lease: async (key) => keys.push(key) > 0,
    };
    const person = { ...admin, workspaceId: WorkspaceId.parse(workspaceId) };
    const its = { ...deps, revocations, hubOf: async () => hub };
    await revoke(its, person, { scope: 'role', roleArn });
    return keys[0];
  }

  it('is one for all workspaces that reach its account', async () => {
    const key = await keyFor('one', profileHub);
    expect(key).toContain(roleArn);
    expect(await keyFor('two', profileHub)).toBe(key);
  });

  it('is another one in each practice world, whose accounts have the same ids', async () => {
    const hub = (worldId: string): AwsConnection => ({
      ...profileHub,
      kind: 'practice',
      worldId,
    });
    expect(await keyFor('one', hub('a'))).not.toBe(await keyFor('one', hub('b')));
  });
});

describe('a revocation whose end cannot be logged', () => {
  it('stands only once a sweep has proven and logged it', async () => {
    const trouble: Trouble = { unwritable: 'ok' };
    const { deps, rows, entries, aws } = fakeWorld(trouble);
    await expect(revoke(deps, admin, asked)).rejects.toThrow('disk full');
    expect(only(rows)?.state).toBe('writing');
    delete trouble.unwritable;
    await sweepRevocations({ ...deps, log });
    expect(only(rows)).toMatchObject({ state: 'standing', proof: { holds: true } });
    expect(entries.filter(({ outcome }) => outcome === 'ok')).toHaveLength(1);
    expect(aws.kept.document).toContain('Revokedid1');
  });

  it('is removed only once a sweep has logged that it is gone', async () => {
    const trouble: Trouble = {};
    const { deps, rows, entries } = fakeWorld(trouble);
    await revoke(deps, admin, asked);
    trouble.unwritable = 'ok';
    await expect(restore(deps, admin, { revocationId: 'id-1' })).rejects.toThrow();
    delete trouble.unwritable;
    await sweepRevocations({ ...deps, log });
    expect(only(rows)?.state).toBe('removed');
    expect(entries.at(-1)).toMatchObject({ event: 'session.restore', outcome: 'ok' });
  });
});

describe('a write whose outcome is not known', () => {
  it('is not called off by a reading that AWS refuses, and is found standing later', async () => {
    const reads: AwsFailure[] = [];
    const { deps, rows, aws } = fakeWorld({ writes: [unreachable], reads });
    await revoke(deps, admin, asked);
    aws.kept.document = only(rows)?.after ?? null;
    reads.push(refused('AccessDenied'));
    await sweepRevocations({ ...deps, log });
    expect(only(rows)).toMatchObject({
      state: 'writing',
      detail: expect.stringContaining('may not do'),
    });
    await sweepRevocations({ ...deps, log });
    expect(only(rows)?.state).toBe('standing');
  });

  it('is not called off when AWS refuses the reading right after it', async () => {
    const world = fakeWorld();
    const readTarget: typeof world.deps.aws.readTarget = async (connection, target) =>
      world.calls.includes('put-inline-policy')
        ? { ok: false, error: refused('AccessDenied') }
        : world.deps.aws.readTarget(connection, target);
    const aws = { ...world.deps.aws, readTarget };
    expect(await revoke({ ...world.deps, aws }, admin, asked)).toMatchObject({
      ok: true,
      value: { state: 'writing' },
    });
  });

  it('is not called off when the way to the account is lost', async () => {
    const { deps, rows } = fakeWorld({ writes: [unreachable] });
    await revoke(deps, admin, asked);
    await sweepRevocations({ ...deps, connectionOf: () => null, log });
    expect(only(rows)?.state).toBe('writing');
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
