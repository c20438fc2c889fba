import { describe, expect, it } from 'vitest';
import type { StoredConnection } from '@/lib/ports';
import { askRevocable } from './ask-revocable';
import { revoke } from './revoke';
import { admin, asked, fakeWorld, roleArn } from './test-revoke-world';

describe('a revocation', () => {
  it.each([
    'aws-service-role/x.amazonaws.com',
    'aws-reserved/sso.amazonaws.com',
    'drawbridge',
  ])('is not tried on a role under %s, whose policies are not ours', async (path) => {
    const { deps, calls } = fakeWorld();
    const other = `${roleArn.slice(0, -'deploy'.length)}${path}/Role` as typeof roleArn;
    const view = await revoke(deps, admin, { scope: 'role', roleArn: other });
    expect(view).toMatchObject({ ok: false, error: { kind: 'conflict' } });
    expect(calls).toEqual([]);
  });

  it.each<[string, Partial<StoredConnection>]>([
    ['reads', { readRoleArn: roleArn }],
    ['writes', { writeRoleArn: roleArn }],
    ['asks', { callerArn: 'arn:aws:sts::777788889999:assumed-role/deploy/console' }],
  ])('is not tried on the role that the console %s by', async (_verb, way) => {
    const { deps, calls } = fakeWorld({ connection: way });
    const ownRole = await revoke(deps, admin, { scope: 'role', roleArn });
    expect(ownRole).toMatchObject({
      ok: false,
      error: { kind: 'conflict', message: expect.stringContaining('own roles') },
    });
    expect(await revoke(deps, admin, asked)).toMatchObject({ ok: false });
    expect(calls).toEqual([]);
    expect(await askRevocable(deps, admin, roleArn)).toMatchObject({
      value: expect.stringContaining('own roles'),
    });
  });

  it('of any other role can be asked for by those in charge', async () => {
    const { deps } = fakeWorld();
    expect(await askRevocable(deps, admin, roleArn)).toEqual({ ok: true, value: null });
    expect(await askRevocable(deps, { ...admin, role: 'viewer' }, roleArn)).toMatchObject(
      {
        error: { kind: 'forbidden' },
      },
    );
  });
});
