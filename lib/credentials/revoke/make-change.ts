import { nameOfArn } from '@/lib/core/arn';
import { ok, type Result } from '@/lib/core/result';
import type { AwsFailure, AwsWrite, StoredRevocation } from '@/lib/ports';
import {
  DENIAL_POLICY,
  hasStatement,
  sidOf,
  withoutStatement,
  withStatement,
} from './denial-policy';
import { sayWhat, tell } from './journal';
import type { Place, RevokeDeps } from './revoke-deps';

export type Change = Place & {
  revocation: StoredRevocation;
  direction: 'put' | 'take-away';
  /** Throws when another process has taken the role over. */
  renew(): Promise<void>;
};

/** `later`: the outcome is not known or AWS is slow, and the sweep goes on from here. */
export type Made =
  | { kind: 'done'; document: string | null }
  | { kind: 'refused' | 'later'; detail: string };

type Attempt = Made | { kind: 'again'; hasWritten: boolean };

const DELAYS_MS = [500, 1_000, 2_000, 4_000, 8_000];

/**
 * Puts the statement into the role's policy of revoked sessions, or takes it out: reads what
 * stands, journals what it is about to write, writes, and reads again. What others have written
 * there meanwhile stays.
 */
export async function makeChange(deps: RevokeDeps, change: Change): Promise<Made> {
  let hasWritten = false;
  for (const delayMs of DELAYS_MS) {
    await change.renew();
    const attempt = await attemptChange(deps, change, hasWritten);
    if (attempt.kind !== 'again') return attempt;
    hasWritten = attempt.hasWritten;
    await deps.clock.sleep(delayMs);
  }
  return { kind: 'later', detail: 'AWS is still spreading the change.' };
}

const targetOf = ({ revocation }: Change) => ({
  principal: 'role' as const,
  principalName: nameOfArn(revocation.roleArn),
  policyName: DENIAL_POLICY,
});

async function attemptChange(
  deps: RevokeDeps,
  change: Change,
  hasWritten: boolean,
): Promise<Attempt> {
  const { connection, revocation, direction } = change;
  const target = { kind: 'inline-policy', ...targetOf(change) } as const;
  const live = await deps.aws.readTarget(connection, target);
  if (!live.ok) return unread(change, live.error, hasWritten);
  const document = live.value.exists ? live.value.document : null;
  const isThere = hasStatement(document, sidOf(revocation.id));
  if (isThere === (direction === 'put')) return { kind: 'done', document };
  // Reading after writing may still show what was there before.
  if (hasWritten) return { kind: 'again', hasWritten };
  const missing = await missingFrom(deps, revocation, document);
  const wanted = await wantedDocument(deps, change, document, missing);
  if (!wanted.ok) return { kind: 'refused', detail: UNREADABLE };
  await intend(deps, change, { before: document, after: wanted.value }, missing);
  const written = await deps.aws.write(connection, writeOf(change, wanted.value));
  if (!written.ok) return failed(change, written.error, hasWritten);
  await deps.revocations.update(revocation.id, {
    calledAt: deps.clock.now(),
    requestId: written.value.requestId,
  });
  const detail = `At ${deps.clock.now().toISOString()} it was missing from what AWS showed of the role, perhaps taken out by hand, and was written again. Undo it here to end it.`;
  for (const { id } of missing) await deps.revocations.update(id, { detail });
  return attemptChange(deps, change, true);
}

const UNREADABLE = `the policy ${DENIAL_POLICY} of the role cannot be read as a policy. Look at it in IAM.`;

/**
 * Other denials that stand by our journal and that AWS did not show: its answer may be from
 * before the write of one, or somebody took it out by hand. The two look the same, so each is
 * written again: a denial too many can be undone here, one too few lets somebody in.
 */
async function missingFrom(
  { revocations, clock }: RevokeDeps,
  { id, workspaceId, roleArn }: StoredRevocation,
  document: string | null,
): Promise<StoredRevocation[]> {
  const open = await revocations.listOpen(workspaceId);
  return open.filter(
    (other) =>
      other.id !== id &&
      other.roleArn === roleArn &&
      other.state === 'standing' &&
      other.endsAt > clock.now() &&
      !hasStatement(document, sidOf(other.id)),
  );
}

async function wantedDocument(
  { revocations }: RevokeDeps,
  { revocation, direction }: Change,
  document: string | null,
  missing: StoredRevocation[],
): Promise<Result<string | null, null>> {
  const { id, workspaceId, roleArn } = revocation;
  const put = direction === 'put' ? [...missing, revocation] : missing;
  const whole = put.reduce(withDenial, ok(document));
  if (direction === 'put' || !whole.ok) return whole;
  const earlierTexts = await revocations.earlierTexts(workspaceId, roleArn);
  return withoutStatement(whole.value, sidOf(id), earlierTexts);
}

const withDenial = (
  whole: Result<string | null, null>,
  { statement }: StoredRevocation,
): Result<string | null, null> =>
  whole.ok
    ? withStatement(whole.value, JSON.parse(statement) as { Sid: string }) // written by us
    : whole;

/** Both are durable when this resolves. When it rejects, AWS must not be called. */
async function intend(
  deps: RevokeDeps,
  { revocation, direction, account }: Change,
  documents: { before: string | null; after: string | null },
  missing: StoredRevocation[],
): Promise<void> {
  const { id } = revocation;
  const isPut = direction === 'put';
  const intendedAt = deps.clock.now();
  await deps.revocations.update(
    id,
    isPut
      ? { intendedAt, ...documents }
      : { intendedAt, beforeRemoval: documents.before, afterRemoval: documents.after },
  );
  const verb = isPut ? 'deny' : 'stop denying';
  const again = missing.map(sayWhat).join(', and ');
  const more = again
    ? ` AWS did not show its denial of ${again}; it is written again.`
    : '';
  const sentence = `Drawbridge is about to ${verb} ${sayWhat(revocation)} in ${account.name}.${more}`;
  const event = isPut ? 'session.revoke' : 'session.restore';
  await tell(deps, revocation, { event, outcome: 'intent', sentence });
}

function writeOf(change: Change, document: string | null): AwsWrite {
  const target = targetOf(change);
  return document === null
    ? { kind: 'delete-inline-policy', ...target }
    : { kind: 'put-inline-policy', ...target, document };
}

/** A write whose outcome is not known may stand: only a reading can say that it does not. */
export const mayStand = ({
  direction,
  revocation,
}: Pick<Change, 'direction' | 'revocation'>) =>
  direction === 'put' && revocation.intendedAt !== null;

function unread(change: Change, failure: AwsFailure, hasWritten: boolean): Attempt {
  const attempt = failed(change, failure, hasWritten);
  const isOpen = mayStand(change) || (change.direction === 'put' && hasWritten);
  return attempt.kind === 'refused' && isOpen ? { ...attempt, kind: 'later' } : attempt;
}

function failed(
  { direction, account }: Change,
  failure: AwsFailure,
  hasWritten: boolean,
): Attempt {
  switch (failure.kind) {
    case 'refused':
      return refused(direction, failure, account.name);
    case 'throttled':
      return { kind: 'again', hasWritten };
    case 'unreachable':
      return {
        kind: 'later',
        detail: `AWS could not be reached for ${account.name}: ${failure.message}`,
      };
    case 'not_configured':
      return { kind: 'refused', detail: failure.message };
    default:
      return failure satisfies never;
  }
}

function refused(
  direction: Change['direction'],
  { code, operation, message }: Extract<AwsFailure, { kind: 'refused' }>,
  accountName: string,
): Attempt {
  // A role that is gone took its policies with it.
  if (direction === 'take-away' && code.startsWith('NoSuchEntity'))
    return { kind: 'done', document: null };
  if (/^AccessDenied/.test(code))
    return {
      kind: 'refused',
      detail: `the console’s own identity in ${accountName} may not do ${operation}. Allow it there and try again.`,
    };
  return { kind: 'refused', detail: `AWS said ${code}: ${message}` };
}
