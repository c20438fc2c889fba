import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { Actor, GrantWrite } from '@/lib/ports';
import { type GrantDeps, grantEntry, sayRole } from './grant-deps';
import { readGrantFile, writeGrantFile } from './grant-file';
import type {
  GrantFileInput,
  ImportGrantsInput,
  ImportPreview,
  ImportRow,
} from './grant-schema';
import { changeOf, type PlannedImport, planImport } from './plan-import';
import { oncePerWorkspace } from './read-once';
import { tellingOf } from './telling-of-grant';

/** What a file of grants would do. Writes nothing. */
export async function previewImport(
  deps: GrantDeps,
  actor: Actor,
  { text }: GrantFileInput,
): Promise<Result<ImportPreview, AppError>> {
  const denied = requirePermission(actor, 'grant:manage');
  if (denied) return err(denied);
  const { steps: _, ...preview } = await planned(deps, actor, text);
  return ok(preview);
}

/** Does what the preview showed, whole, or nothing. */
export async function importGrants(
  deps: GrantDeps,
  actor: Actor,
  { text, digest }: ImportGrantsInput,
): Promise<Result<{ changesTotal: number }, AppError>> {
  const denied = requirePermission(actor, 'grant:manage');
  if (denied) return err(denied);
  const { steps, problems, digest: now } = await planned(deps, actor, text);
  if (problems.length > 0 || now !== digest) return err(changedSincePreview);
  const accounts = await deps.accounts.list(actor.workspaceId);
  const by = { now: deps.clock.now(), ...actor };
  const once = oncePerWorkspace(deps);
  const writes: GrantWrite[] = [];
  for (const { row, wanted, outcome } of steps) {
    const change = changeOf(wanted, { ...by, id: deps.random.uuid() });
    const id = change.kind === 'add' ? change.grant.id : change.id;
    const grant = { ...outcome, id, workspaceId: actor.workspaceId };
    const happening = { event: TOLD[row.kind], byName: actor.name };
    writes.push({
      change,
      entry: grantEntry(
        actor,
        EVENT[row.kind],
        `${actor.name} ${sayRow(row, sayRole(row.roleArn, accounts))}, by a file.`,
        row.roleArn,
      ),
      telling: await tellingOf(once, grant, happening),
    });
  }
  if (!(await deps.grants.apply(writes))) return err(changedSincePreview);
  await deps.notifier.send();
  return ok({ changesTotal: steps.length });
}

/** All grants that go on, as a file that can be read back. */
export async function exportGrants(
  deps: Pick<GrantDeps, 'grants' | 'people' | 'personGroups' | 'clock'>,
  actor: Actor,
): Promise<Result<{ name: string; mediaType: string; text: string }, AppError>> {
  const denied = requirePermission(actor, 'grant:manage');
  if (denied) return err(denied);
  const [grants, people, groups] = await Promise.all([
    deps.grants.listOpen(actor.workspaceId),
    deps.people.listPeople(actor.workspaceId),
    deps.personGroups.list(actor.workspaceId),
  ]);
  return ok({
    name: 'grants.json',
    mediaType: 'application/json',
    text: writeGrantFile(grants, people, groups, deps.clock.now()),
  });
}

async function planned(
  deps: GrantDeps,
  { workspaceId }: Actor,
  text: string,
): Promise<PlannedImport> {
  const file = readGrantFile(text);
  const [grants, people, groups, roles] = await Promise.all([
    deps.grants.listOpen(workspaceId, file.roleArns),
    deps.people.listPeople(workspaceId),
    deps.personGroups.list(workspaceId),
    deps.vendableRoles.list(workspaceId, file.roleArns),
  ]);
  const roleArns = new Set(roles.map(({ roleArn }) => roleArn));
  return planImport(file, { grants, people, groups, roleArns, now: deps.clock.now() });
}

const EVENT = {
  add: 'grant.given',
  change: 'grant.changed',
  end: 'grant.ended',
} as const;

const TOLD = {
  add: 'grant-given',
  change: 'grant-changed',
  end: 'grant-ended',
} as const;

const sayRow = ({ kind, toName, words, was }: ImportRow, role: string): string => {
  if (kind === 'add') return `gave ${role} to ${toName}, ${words}`;
  return kind === 'end'
    ? `ended the grant of ${role} to ${toName}`
    : `changed the grant of ${role} to ${toName}: ${words}. Before: ${was}`;
};

const changedSincePreview: AppError = {
  kind: 'conflict',
  message:
    'Grants have changed since the preview, or the file has. Nothing was written. Look at the preview again.',
};
