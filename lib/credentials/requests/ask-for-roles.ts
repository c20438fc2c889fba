import { requirePermission } from '@/lib/auth/permissions';
import { sayDuration } from '@/lib/core/duration';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type {
  AccountStore,
  Actor,
  Clock,
  GrantStore,
  Notifier,
  OfferedGrant,
  PeopleStore,
  PersonGroupStore,
  Random,
  RequestStore,
  StoredRequest,
} from '@/lib/ports';
import { grantEntry, sayRole } from '../grants/grant-deps';
import { approversOf } from '../grants/grant-rule';
import { askableGrantsOf } from '../grants/held-role';
import { tellingOfRequest } from './request-notice';
import type { AskInput, RequestView } from './request-schema';
import { WAITS_SECONDS } from './request-state';
import { requestView } from './request-view';

export type AskDeps = {
  grants: Pick<GrantStore, 'findOffered'>;
  requests: Pick<RequestStore, 'create'>;
  people: Pick<PeopleStore, 'listPeople'>;
  personGroups: Pick<PersonGroupStore, 'list'>;
  accounts: Pick<AccountStore, 'list'>;
  notifier: Pick<Notifier, 'send'>;
  clock: Pick<Clock, 'now'>;
  random: Pick<Random, 'uuid'>;
};

const START_DAYS_MAX = 30;

/**
 * Asks for roles that are given on request, several at once. Each is decided by itself, as its
 * own grant says. A glass is broken at once: everybody is told, and somebody reviews it. For a
 * glass to ask is to approve, so a program breaks none: a stolen token would be enough.
 */
export async function askForRoles(
  deps: AskDeps,
  actor: Actor,
  input: AskInput,
  { isProgram }: { isProgram: boolean },
): Promise<Result<RequestView[], AppError>> {
  const denied = requirePermission(actor, 'request:make');
  if (denied) return err(denied);
  const now = deps.clock.now();
  const startsAt = input.startsAt ?? now;
  const wrong = wrongStart(startsAt, now);
  if (wrong) return err(wrong);
  const accounts = await deps.accounts.list(actor.workspaceId);
  const made = await requestsFor(deps, actor, { ...input, startsAt }, now);
  if (!made.ok) return made;
  const glass = made.value.find(({ isBreakGlass }) => isBreakGlass);
  if (isProgram && glass) return err(breakInConsole(glass.roleArn));
  // Nobody approves a glass, so it opens nothing that is not told of.
  await deps.requests.create(
    made.value.map((request) => ({
      request,
      telling: tellingOfRequest(request, 'made', { accounts, by: actor }),
      entry: entryOf(actor, request, accounts),
    })),
  );
  await deps.notifier.send();
  return ok(made.value.map((request) => requestView(request, actor, accounts, now)));
}

type Asked = AskInput & { startsAt: Date };

async function requestsFor(
  deps: AskDeps,
  actor: Actor,
  input: Asked,
  now: Date,
): Promise<Result<StoredRequest[], AppError>> {
  const [people, groups] = await Promise.all([
    deps.people.listPeople(actor.workspaceId),
    deps.personGroups.list(actor.workspaceId),
  ]);
  const deciding = (grant: OfferedGrant) =>
    approversOf(grant, { people, groups }).filter((id) => id !== actor.userId);
  const batchId = deps.random.uuid();
  const requests: StoredRequest[] = [];
  for (const roleArn of input.roleArns) {
    const offered = await deps.grants.findOffered(actor, roleArn, now);
    const grants = offered ? askableGrantsOf(offered, now, input.isBreakGlass) : [];
    const ways = grants.map((grant) => ({ grant, approverIds: deciding(grant) }));
    const [first] = ways;
    if (!first) return err({ kind: 'not_permitted', roleArn });
    const way = ways.find(
      ({ grant, approverIds }) => approverIds.length >= grant.approvals,
    );
    if (!way)
      return err(tooFew(roleArn, first.grant.approvals, first.approverIds.length));
    const { grant, approverIds } = way;
    const request = { id: deps.random.uuid(), batchId, roleArn, approverIds };
    requests.push(newRequest(actor, input, grant, request, now));
  }
  return ok(requests);
}

function newRequest(
  actor: Actor,
  { reason, ticket, durationSeconds, startsAt }: Asked,
  grant: OfferedGrant,
  which: Pick<StoredRequest, 'id' | 'batchId' | 'roleArn' | 'approverIds'>,
  now: Date,
): StoredRequest {
  const isBreakGlass = grant.rule === 'break-glass';
  const begins = isBreakGlass ? now : startsAt;
  return {
    ...which,
    workspaceId: actor.workspaceId,
    requesterId: actor.userId,
    requesterName: actor.name,
    grantId: grant.id,
    isBreakGlass,
    reason,
    ticket,
    durationSeconds,
    startsAt: begins,
    approvalsNeeded: grant.approvals,
    decisions: [],
    state: isBreakGlass ? 'approved' : 'pending',
    createdAt: now,
    lapsesAt: new Date(begins.getTime() + WAITS_SECONDS * 1000),
    ...UNTOUCHED,
  };
}

const UNTOUCHED = {
  firstUsedAt: null,
  endsAt: null,
  endedAt: null,
  endedByName: null,
  reviewedAt: null,
  reviewedByName: null,
  reviewNote: null,
};

type Accounts = readonly { id: string; name: string }[];

function sentenceOf(actor: Actor, request: StoredRequest, accounts: Accounts): string {
  const verb = request.isBreakGlass ? 'broke the glass of' : 'asks for';
  const ticket = request.ticket ? ` (${request.ticket})` : '';
  return `${actor.name} ${verb} ${sayRole(request.roleArn, accounts)} for ${sayDuration(request.durationSeconds)}: ${request.reason}${ticket}`;
}

const entryOf = (actor: Actor, request: StoredRequest, accounts: Accounts) =>
  grantEntry(
    actor,
    request.isBreakGlass ? 'request.broken-glass' : 'request.made',
    sentenceOf(actor, request, accounts),
    request.roleArn,
    { request: request.id },
  );

function wrongStart(startsAt: Date, now: Date): AppError | null {
  const waitMs = startsAt.getTime() - now.getTime();
  if (waitMs >= 0 && waitMs <= START_DAYS_MAX * 86_400_000) return null;
  const message =
    waitMs < 0
      ? 'This moment is past. Pick a later one, or none for at once.'
      : `Pick a start within the next ${START_DAYS_MAX} days.`;
  return { kind: 'invalid_input', message, fields: { startsAt: message } };
}

const breakInConsole = (roleArn: string): AppError => ({
  kind: 'conflict',
  message: `${roleArn} is behind a glass, and no program breaks one. Break it on the page Requests of the console.`,
});

const tooFew = (roleArn: string, needed: number, total: number): AppError => ({
  kind: 'conflict',
  message: `${roleArn} needs ${needed} ${needed === 1 ? 'approval' : 'approvals'}, and beside you ${total === 0 ? 'nobody' : total} may give one. Ask an administrator to name others.`,
});
