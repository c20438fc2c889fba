import { randomUUID } from 'node:crypto';
import { type TestDatabase, useTestDatabase } from '@/lib/db/test-database';
import { newWorkspace } from '@/lib/db/test-rows';
import { invitePerson } from '@/lib/people/invite-person';
import { InviteInput } from '@/lib/people/schema';
import type { Actor, MemberRole } from '@/lib/ports';
import { acceptInvite } from './accept-invite';
import { createAuth, createPerson } from './auth';
import { systemClock, systemRandom } from './clock';
import { consoleTokens } from './issuer/console-tokens';
import { consoleCourier } from './notifications/console-courier';
import { consoleSealer } from './notifications/console-sealer';
import { worked } from './test-aws';
import { quickPasswords } from './test-passwords';
import { SECRET } from './test-setup';

export const ORIGIN = 'https://drawbridge.example.com';
export const PASSWORD = 'a long and quiet password';
const env = { origin: ORIGIN, mayNotifyPrivate: true, secret: SECRET, dataDir: '' };

function portsAt({ prisma, stores }: TestDatabase, now: () => Date = systemClock.now) {
  const clock = { ...systemClock, now };
  const sealer = consoleSealer(env);
  return {
    ...stores,
    env,
    sealer,
    clock,
    random: systemRandom,
    auth: createAuth({
      prisma,
      secret: SECRET,
      origin: ORIGIN,
      passwords: quickPasswords,
    }),
    courier: consoleCourier({ env, sealer, clock }),
    enqueue: async () => undefined,
    hubOf: async () => null,
    identityTokens: consoleTokens(stores, env, null),
  };
}
export type PeoplePorts = ReturnType<typeof portsAt>;

/** Somebody new in a workspace, who signs in by PASSWORD. */
export async function member(
  ports: PeoplePorts,
  workspaceId: Actor['workspaceId'],
  role: MemberRole,
) {
  const email = `${randomUUID()}@example.com`;
  const id = await createPerson(ports.auth, { name: 'Maya', email, password: PASSWORD });
  const userId = id as Actor['userId']; // the id of a user made just now
  await ports.people.ensureHandle(userId, 'maya');
  await ports.people.addMember(workspaceId, userId, role);
  const actor = await ports.people.findActorIn(workspaceId, userId);
  if (!actor) throw new Error('The member is not there.');
  return actor;
}

/** A database, and workspaces of one administrator each. */
export function usePeople() {
  const database = useTestDatabase();
  const world = async (now?: () => Date) => {
    const ports = portsAt(database(), now);
    const admin = await member(ports, await newWorkspace(database()), 'admin');
    return { ports, admin };
  };
  return { database, world };
}

export const inputFor = (email: string, role: MemberRole = 'viewer') =>
  InviteInput.parse({ email, role, days: 7 });

/** The secret of an invite's link. */
export async function linkFor(
  ports: PeoplePorts,
  admin: Actor,
  email: string,
  role: MemberRole = 'viewer',
): Promise<string> {
  const made = worked(await invitePerson(ports, admin, inputFor(email, role)));
  if (made.kind !== 'link') throw new Error('It was mailed.');
  return made.url.split('#')[1] ?? '';
}

export const accept = (ports: PeoplePorts, secret: string, more: object = {}) =>
  acceptInvite(ports, { secret, name: 'Rae Kim', password: PASSWORD, ...more });
