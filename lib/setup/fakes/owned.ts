import { openLink } from '../handshake/open-link';
import { planChange, standing } from './changed';
import { fakeConsole } from './console';
import { account, DATA, TOOLING } from './inventory';
import { withPlan } from './planned';

/** A proven crossing of which an owner has run the half in the account of this id. */
export async function provenWithOwner(theirs: string) {
  const accounts = [account(TOOLING, 'Tooling'), account(DATA, 'Data')].map((one) =>
    one.id === theirs ? { ...one, connection: null } : one,
  );
  const console = fakeConsole({ accounts });
  const first = await standing(console, { tags: 'team\tOps' });
  const stored = first.stored();
  if (stored.state !== 'waiting') throw new Error(stored.state);
  stored.state = 'proven';
  for (const step of stored.steps) step.state = 'done';
  return { console, first, change: planChange.bind(null, console, first.planId) };
}

/** The same with a change of it applied, which its owner has a part of to run. */
export async function askedChange(
  theirs: string,
  fields: Parameters<typeof planChange>[2],
) {
  const { console, first, change } = await provenWithOwner(theirs);
  const made = await change(fields);
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  return { console, first, next: withPlan(console, made.value.planId) };
}

/** What the owner of an account is shown who has a link to a plan. */
export async function pageOf(
  { deps }: ReturnType<typeof fakeConsole>,
  planId: string,
  accountId = TOOLING,
) {
  const link = {
    id: 'link',
    workspaceId: account(DATA, 'Data').workspaceId,
    planId,
    accountId,
    createdByName: 'Mei',
    createdAt: deps.clock.now(),
    expiresAt: new Date('2027-01-01T00:00:00Z'),
    revokedAt: null,
    lastOpenedAt: null,
  };
  const opened = await openLink(
    {
      ...deps,
      handshakeLinks: { find: async () => link, noteOpened: async () => false },
      rateLimits: { hit: async () => 1 },
      workspaces: { find: async () => ({ kind: 'real' }) as never }, // only its kind is looked at
      practiceWorlds: null,
      enqueue: async () => undefined,
    },
    { secret: 'x' },
  );
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  return opened.value;
}
