import { type AppError, describeError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { PeopleStore, PlanGrantStore } from '@/lib/ports';
import { giveGrant } from './give-grant';
import { type GrantDeps, grantEntry } from './grant-deps';
import { GiveGrantInput } from './grant-schema';
import { sayTo } from './say-grant';
import { tellingOf } from './telling-of-grant';

type Deps = Omit<GrantDeps, 'people'> & {
  people: Pick<PeopleStore, 'listPeople' | 'findActorIn'>;
  planGrants: Pick<PlanGrantStore, 'listDue' | 'settle'>;
  log: { error(details: object, message: string): void };
};
type Due = Awaited<ReturnType<PlanGrantStore['listDue']>>[number];

/**
 * Gives what was chosen with plans that are proven by now, and ends what came with plans that
 * are undone. The grant has the id of its choice: done again after a crash, it is done once.
 * Of one plan, or of all. One that fails keeps no other waiting.
 */
export async function settlePlanGrants(deps: Deps, planId?: string): Promise<void> {
  for (const due of await deps.planGrants.listDue()) {
    if (planId !== undefined && due.planId !== planId) continue;
    await (due.isToEnd ? end : give)(deps, due).catch((error: unknown) =>
      deps.log.error({ err: error, planId: due.planId }, 'grant of a plan'),
    );
  }
}

async function give(deps: Deps, due: Due): Promise<void> {
  const given = await giveOnce(deps, due);
  const isKept = await deps.planGrants.settle(
    due.id,
    given.ok ? 'given' : 'waiting',
    given.ok ? null : describeError(given.error),
  );
  // It was taken back while the grant was being made.
  if (given.ok && !isKept) await end(deps, due, 'its choice was taken back');
}

/** In the name of whoever chose it, by what they may do now. */
async function giveOnce(deps: Deps, due: Due): Promise<Result<unknown, AppError>> {
  const { id, workspaceId, wish, roleArn, chosenById } = due;
  const found = await deps.grants.find(workspaceId, id);
  if (found) return ok(null);
  const chooser = await deps.people.findActorIn(workspaceId, chosenById);
  if (!chooser) return err(hasLeft(due.chosenByName));
  const input = GiveGrantInput.safeParse({ ...wish, roleArn });
  if (!input.success) return err(unreadable);
  const once = { ...deps, random: { uuid: () => id } };
  return giveGrant(once, chooser, input.data, due.planId);
}

/** Who ends what comes to its end with a plan. */
const BY_PLAN = 'Drawbridge';

async function end(deps: Deps, due: Due, why = 'its plan was undone'): Promise<void> {
  const grant = await deps.grants.find(due.workspaceId, due.id);
  if (grant && grant.endedAt === null) {
    const by = { at: deps.clock.now(), byName: BY_PLAN };
    const { id, version, workspaceId, roleArn } = grant;
    const actor = { workspaceId, userId: due.chosenById, name: BY_PLAN };
    const sentence = `The grant of ${roleArn} to ${sayTo(grant)} ended, for ${why}.`;
    const entry = {
      ...grantEntry(actor, 'grant.ended', sentence, roleArn, { grant: id }),
      actorId: null, // nobody did it: it came to its end with the plan
      planId: due.planId,
    };
    const ended = { ...grant, version: version + 1 };
    const happening = { event: 'grant-ended', byName: BY_PLAN } as const;
    const telling = await tellingOf(deps, ended, happening);
    const change = { kind: 'end', id, version, ...by } as const;
    // Somebody changed it at the same time: the next look ends it.
    if (!(await deps.grants.apply([{ change, entry, telling }]))) return;
    await deps.notifier.send();
  }
  await deps.planGrants.settle(due.id, 'ended', null);
}

const hasLeft = (name: string): AppError => ({
  kind: 'conflict',
  message: `${name}, who chose it, is no longer in this workspace. Choose again.`,
});

const unreadable: AppError = {
  kind: 'invalid_input',
  message: 'What was chosen cannot be read. Choose again.',
};
