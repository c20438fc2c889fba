import { describe, expect, it } from 'vitest';
import { WorkspaceId } from '@/lib/core/ids';
import type { AwsConnection, AwsFailure } from '@/lib/ports';
import { profileHub } from '../test-world';
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
  unreachable,
} from './test-revoke-world';

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

describe('a revocation that AWS refuses', () => {
  it('is stopped only once a sweep has logged the refusal', async () => {
    const no = refused('LimitExceeded');
    const trouble: Trouble = { writes: [no, no], unwritable: 'refused' };
    const { deps, rows, entries } = fakeWorld(trouble);
    await expect(revoke(deps, admin, asked)).rejects.toThrow('disk full');
    expect(only(rows)?.state).toBe('writing');
    delete trouble.unwritable;
    await sweepRevocations({ ...deps, log });
    expect(only(rows)?.state).toBe('stopped');
    expect(entries.filter(({ outcome }) => outcome === 'refused')).toHaveLength(1);
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

describe('another denial that stands on the role', () => {
  const both = ['Revokedid1', expect.stringMatching(/^Revokedid[^1]/)];
  const sidsOf = (document: string | null): string[] =>
    JSON.parse(document ?? '{"Statement":[]}').Statement.map(
      ({ Sid }: { Sid: string }) => Sid,
    );

  it('is kept when AWS answers with what stood before it was written', async () => {
    const { deps, aws } = fakeWorld();
    await revoke(deps, admin, asked);
    let reads = 0;
    const readTarget: typeof deps.aws.readTarget = async (connection, target) =>
      target.kind === 'inline-policy' && reads++ === 0
        ? { ok: true, value: { exists: false } }
        : deps.aws.readTarget(connection, target);
    const behind = { ...deps, aws: { ...deps.aws, readTarget } };
    await revoke(behind, admin, { scope: 'role', roleArn });
    expect(sidsOf(aws.kept.document)).toEqual(both);
  });

  it('comes back when somebody took it out by hand, and the page and the log say so', async () => {
    const { deps, aws, rows, entries } = fakeWorld();
    await revoke(deps, admin, asked);
    aws.kept.document = null;
    await revoke(deps, admin, { scope: 'role', roleArn });
    expect(sidsOf(aws.kept.document)).toEqual(both);
    expect(only(rows)?.detail).toContain('missing from what AWS showed');
    expect(entries.map(({ sentence }) => sentence).join()).toContain(
      'AWS did not show its denial of the session db-mei-k3jx7q2a of deploy; it is written again.',
    );
  });

  it('comes back while one beside it is taken away', async () => {
    const { deps, aws, rows } = fakeWorld();
    await revoke(deps, admin, asked);
    await revoke(deps, admin, { scope: 'role', roleArn });
    const live = JSON.parse(aws.kept.document ?? '');
    aws.kept.document = JSON.stringify({ ...live, Statement: live.Statement.slice(1) });
    const other = [...rows.keys()].find((id) => id !== 'id-1') ?? '';
    await restore(deps, admin, { revocationId: other });
    expect(sidsOf(aws.kept.document)).toEqual(['Revokedid1']);
  });

  it('does not come back once it was taken away here', async () => {
    const { deps, aws } = fakeWorld();
    await revoke(deps, admin, asked);
    await restore(deps, admin, { revocationId: 'id-1' });
    await revoke(deps, admin, { scope: 'role', roleArn });
    expect(sidsOf(aws.kept.document)).toEqual(both.slice(1));
  });
});
