import { describe, expect, it } from 'vitest';
import { RoleArn, UserId, WorkspaceId } from '@/lib/core/ids';
import type { Actor, LiveSession, OfferedRole, StoredAccount } from '@/lib/ports';
import { getHome } from './get-home';
import { secondsWithin, sessionCapOf } from './session-cap';
import { setPinned } from './set-pinned';
import { offered } from './test-world';

const workspaceId = WorkspaceId.parse('w1');
const userId = UserId.parse('u1');
const actor: Actor = {
  userId,
  handle: 'mei',
  name: 'Mei',
  email: 'mei@acme.test',
  workspaceId,
  workspaceName: 'Acme',
  workspaceKind: 'aws',
  role: 'viewer',
};
const BY_BROKER = { isByToken: false, signInSeconds: Infinity };
const arnOf = (name: string) => `arn:aws:iam::777788889999:role/${name}`;
const grantOf = (roleName: string, isPinned = false): OfferedRole => ({
  ...offered,
  roleArn: arnOf(roleName),
  roleName,
  description: '',
  isPinned,
});
const sessionOf = (roleName: string, expiresAt: string): LiveSession => ({
  id: roleName + expiresAt,
  roleArn: arnOf(roleName),
  sessionName: 'db-mei-k3jx7q2a',
  issuedAt: new Date('2026-11-24T08:00:00Z'),
  expiresAt: new Date(expiresAt),
});

function depsOf(
  grants: OfferedRole[],
  live: LiveSession[],
  used: [string, string, number?][],
) {
  return {
    grants: { offeredTo: async () => grants },
    issues: {
      usesByRole: async () => [
        ...used.map(([name, at, uses = 1]) => ({
          roleArn: arnOf(name),
          lastIssuedAt: new Date(at),
          uses,
          live: [],
        })),
        ...live.map((session) => ({
          roleArn: session.roleArn,
          lastIssuedAt: session.issuedAt,
          uses: 1,
          live: [session],
        })),
      ],
    },
    accounts: {
      list: async () => [
        { id: '777788889999', name: 'Prod', isProduction: true } as StoredAccount, // the page reads these three
      ],
    },
    stepUps: { stateOf: async () => ({ floor: 'never' as const, lastAt: null }) },
    clock: { now: () => new Date('2026-11-24T09:00:00Z') },
  };
}

describe('the home page', () => {
  it('shows pinned roles first, then the ones used last, then by name', async () => {
    const grants = [
      grantOf('b'),
      grantOf('a'),
      grantOf('pinned', true),
      grantOf('old'),
      grantOf('new'),
    ];
    const home = await getHome(
      depsOf(
        grants,
        [],
        [
          ['old', '2026-11-01T00:00:00Z'],
          ['new', '2026-11-23T00:00:00Z'],
        ],
      ),
      actor,
    );
    expect(home.ok && home.value.roles.map((role) => role.roleName)).toEqual([
      'pinned',
      'new',
      'old',
      'a',
      'b',
    ]);
  });

  it('puts what is used often before what was used once, and lets old habits go', async () => {
    const home = await getHome(
      depsOf(
        [grantOf('once'), grantOf('often'), grantOf('habit')],
        [],
        [
          ['once', '2026-11-24T08:00:00Z'],
          ['often', '2026-11-23T08:00:00Z', 40],
          ['habit', '2026-09-10T08:00:00Z', 40],
        ],
      ),
      actor,
    );
    expect(home.ok && home.value.roles.map((role) => role.roleName)).toEqual([
      'often',
      'once',
      'habit',
    ]);
  });

  it('3.10: shows until when a role is held, and which session ends first', async () => {
    const live = [
      sessionOf('deploy', '2026-11-24T10:30:00Z'),
      sessionOf('deploy', '2026-11-24T09:30:00Z'),
      sessionOf('gone', '2026-11-24T10:00:00Z'),
    ];
    const home = await getHome(depsOf([grantOf('deploy')], live, []), actor);
    expect(home).toMatchObject({
      ok: true,
      value: {
        roles: [{ liveUntil: '2026-11-24T10:30:00.000Z', accountName: 'Prod' }],
        live: [
          { roleName: 'deploy', expiresAt: '2026-11-24T09:30:00.000Z' },
          { roleName: 'gone', accountName: '777788889999' },
          { roleName: 'deploy', expiresAt: '2026-11-24T10:30:00.000Z' },
        ],
        recordedAs: 'db-mei',
      },
    });
  });
});

describe('how long a session may be', () => {
  it.each([
    [{ maxSeconds: 43_200, roleMaxSeconds: 43_200 }, 3600, 'signs in with a role'],
    [{ maxSeconds: 3600, roleMaxSeconds: 3600 }, 3600, 'signs in with a role'],
    [{ maxSeconds: 1800, roleMaxSeconds: 43_200 }, 1800, 'your grant'],
    [{ maxSeconds: 3600, roleMaxSeconds: 43_200 }, 3600, 'your grant'],
    [{ maxSeconds: 43_200, roleMaxSeconds: 900 }, 900, "role's own maximum"],
  ])('of %o is %i s, and the cause is said', (grant, seconds, cause) => {
    const cap = sessionCapOf({ ...BY_BROKER, ...grant, grant });
    expect(cap.capSeconds).toBe(seconds);
    expect(cap.capCause).toContain(cause);
  });

  it.each([
    [{ maxSeconds: 43_200, roleMaxSeconds: 43_200 }, 43_200, "role's own maximum"],
    [{ maxSeconds: 7200, roleMaxSeconds: 43_200 }, 7200, 'your grant'],
  ])('by a token of %o is %i s: no chaining', (grant, seconds, cause) => {
    const cap = sessionCapOf({ ...BY_BROKER, isByToken: true, ...grant, grant });
    expect(cap.capSeconds).toBe(seconds);
    expect(cap.capCause).toContain(cause);
  });

  it('names the end of the access where that comes before the grant would end it', () => {
    const left = { ...BY_BROKER, maxSeconds: 900, roleMaxSeconds: 43_200 };
    for (const maxSeconds of [null, 3600])
      expect(sessionCapOf({ ...left, grant: { maxSeconds } }).capCause).toBe(
        'a session ends with your access, at 15 min.',
      );
  });

  it.each([
    [{ maxSeconds: 43_200, roleMaxSeconds: 43_200, isByToken: true }, 7200, 'sign-in'],
    [{ maxSeconds: 3600, roleMaxSeconds: 43_200, isByToken: true }, 3600, 'grant'],
    [{ maxSeconds: 43_200, roleMaxSeconds: 43_200, isByToken: false }, 3600, 'chained'],
  ])(
    'of %o ends at %i s where two hours of the sign-in are left',
    (grant, seconds, kind) => {
      const cap = sessionCapOf({ ...grant, signInSeconds: 7200, grant });
      expect(cap).toMatchObject({ capSeconds: seconds, capKind: kind });
    },
  );

  it('takes what is wanted, shrinks the usual hour, and refuses a longer wish', () => {
    const grant = { maxSeconds: 1800 };
    const cap = sessionCapOf({ ...BY_BROKER, ...grant, roleMaxSeconds: 43_200, grant });
    expect(secondsWithin(cap, 900)).toBe(900);
    expect(secondsWithin(cap, 3600)).toBe(1800);
    expect(secondsWithin(cap, 2700)).toBeNull();
  });
});

describe('a pin', () => {
  it('is set on a role that the person may take, and on no other', async () => {
    const pins: unknown[] = [];
    const store = (role: OfferedRole | null) => ({
      clock: { now: () => new Date() },
      grants: {
        findOffered: async () => role,
        setPinned: async (...pin: unknown[]) => void pins.push(pin),
      },
    });
    const roleArn = RoleArn.parse(arnOf('deploy'));
    const wanted = { roleArn, isPinned: true };
    expect(await setPinned(store(grantOf('deploy')), actor, wanted)).toEqual({
      ok: true,
      value: null,
    });
    expect(await setPinned(store(null), actor, wanted)).toMatchObject({
      ok: false,
      error: { kind: 'not_permitted' },
    });
    expect(pins).toEqual([['w1', 'u1', roleArn, true]]);
  });
});
