import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { Actor, NamedGrant } from '@/lib/ports';
import { type GrantDeps, grantEntry, sayRole } from './grant-deps';
import { readGrantFile, writeGrantFile } from './grant-file';
import type {
  GrantFileInput,
  ImportGrantsInput,
  ImportPreview,
  ImportRow,
} from './grant-schema';
import { changeOf, type PlannedImport, planImport } from './plan-import';
import { tellOfGrant } from './tell-of-grant';

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
  const roleArns = [...new Set(steps.map(({ row }) => row.roleArn))];
  const before = await deps.grants.listOpen(actor.workspaceId, roleArns);
  const isDone = await deps.grants.apply(
    steps.map(({ row, wanted }) => ({
      change: changeOf(wanted, { ...by, id: deps.random.uuid() }),
      entry: grantEntry(
        actor,
        EVENT[row.kind],
        `${actor.name} ${sayRow(row, sayRole(row.roleArn, accounts))}, by a file.`,
        row.roleArn,
      ),
    })),
  );
  if (!isDone) return err(changedSincePreview);
  const after = await deps.grants.listOpen(actor.workspaceId, roleArns);
  await tellTurns(deps, actor, before, after);
  return ok({ changesTotal: steps.length });
}

/** Tells what became of each grant between two looks. */
async function tellTurns(
  deps: GrantDeps,
  { name: byName }: Actor,
  before: NamedGrant[],
  after: NamedGrant[],
): Promise<void> {
  const was = new Map(before.map((grant) => [grant.id, grant]));
  for (const grant of after) {
    const former = was.get(grant.id);
    was.delete(grant.id);
    if (former?.version === grant.version) continue;
    const event = former ? 'grant-changed' : 'grant-given';
    await tellOfGrant(deps, grant, { event, byName });
  }
  for (const { version, ...ended } of was.values()) {
    const grant = { ...ended, version: version + 1 };
    await tellOfGrant(deps, grant, { event: 'grant-ended', byName });
  }
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
