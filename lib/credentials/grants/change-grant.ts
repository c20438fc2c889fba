import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { Actor, GrantChange, NamedGrant } from '@/lib/ports';
import { endIsPast } from './give-grant';
import { changedSince, type GrantDeps, grantEntry, sayRole } from './grant-deps';
import { hasRunOut, settleRule } from './grant-rule';
import type { ChangeGrantInput, GrantView, OneGrantInput } from './grant-schema';
import { grantView } from './list-role-grants';
import { sayTerms, sayTo } from './say-grant';
import { tellingOf } from './telling-of-grant';

type Deps = Pick<
  GrantDeps,
  'grants' | 'accounts' | 'clock' | 'notifier' | 'personGroups'
>;
type ChangeDeps = Deps & Pick<GrantDeps, 'people'>;
type Done = Promise<Result<GrantView, AppError>>;

/** Changes what a grant allows; whom it is for stays. */
export async function changeGrant(
  deps: ChangeDeps,
  actor: Actor,
  { grantId, version, ...wish }: ChangeGrantInput,
): Done {
  const denied = requirePermission(actor, 'grant:manage');
  if (denied) return err(denied);
  if (hasRunOut(wish, deps.clock.now())) return err(endIsPast);
  const [people, groups] = await Promise.all([
    deps.people.listPeople(actor.workspaceId),
    deps.personGroups.list(actor.workspaceId),
  ]);
  const rule = settleRule(wish, { people, groups });
  if (!rule.ok) return rule;
  const terms = { ...wish, ...rule.value };
  return write(deps, actor, grantId, (grant, role) => ({
    change: { kind: 'change', id: grantId, version, terms },
    after: { ...grant, ...terms },
    event: 'grant.changed',
    sentence: `${actor.name} changed the grant of ${role} to ${sayTo(grant)}: ${sayTerms(terms)}. Before: ${sayTerms(grant)}.`,
  }));
}

/** Ends a grant now. Sessions that were taken by it go on until their own end or a revocation. */
export const endGrant = (
  deps: Deps,
  actor: Actor,
  { grantId, version }: OneGrantInput,
): Done =>
  write(deps, actor, grantId, (grant, role) => {
    const ending = { at: deps.clock.now(), byName: actor.name };
    return {
      change: { kind: 'end', id: grantId, version, ...ending },
      after: { ...grant, endedAt: ending.at, endedByName: actor.name },
      event: 'grant.ended',
      sentence: `${actor.name} ended the grant of ${role} to ${sayTo(grant)}.`,
    };
  });

/** Takes the end of a grant back: it goes on as it was. */
export const restoreGrant = (
  deps: Deps,
  actor: Actor,
  { grantId, version }: OneGrantInput,
): Done =>
  write(deps, actor, grantId, (grant, role) => ({
    change: { kind: 'restore', id: grantId, version },
    after: { ...grant, endedAt: null, endedByName: null },
    event: 'grant.restored',
    sentence: `${actor.name} took the end of the grant of ${role} to ${sayTo(grant)} back.`,
  }));

type Step = { change: GrantChange; after: NamedGrant; event: string; sentence: string };

async function write(
  deps: Deps,
  actor: Actor,
  grantId: string,
  stepOf: (grant: NamedGrant, role: string) => Step,
): Done {
  const denied = requirePermission(actor, 'grant:manage');
  if (denied) return err(denied);
  const [grant, accounts] = await Promise.all([
    deps.grants.find(actor.workspaceId, grantId),
    deps.accounts.list(actor.workspaceId),
  ]);
  if (!grant) return err({ kind: 'not_found', what: 'This grant' });
  const step = stepOf(grant, sayRole(grant.roleArn, accounts));
  const entry = grantEntry(actor, step.event, step.sentence, grant.roleArn, {
    grant: grantId,
  });
  const after = { ...step.after, version: grant.version + 1 };
  const event = step.change.kind === 'end' ? 'grant-ended' : 'grant-changed';
  const telling = await tellingOf(deps, after, { event, byName: actor.name });
  const isDone = await deps.grants.apply([{ change: step.change, entry, telling }]);
  if (!isDone) return err(changedSince);
  await deps.notifier.send();
  return ok(grantView(after, deps.clock.now()));
}
