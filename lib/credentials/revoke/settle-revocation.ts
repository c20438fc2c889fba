import { nameOfArn } from '@/lib/core/arn';
import { holdLease, LEASE_SECONDS } from '@/lib/core/hold-lease';
import type { WorkspaceId } from '@/lib/core/ids';
import { sessionsOfRolePath } from '@/lib/core/links';
import type { StoredRevocation } from '@/lib/ports';
import { sayWhat, tell } from './journal';
import { type Made, makeChange, mayStand } from './make-change';
import { proveRevocation } from './prove-revocation';
import { placeOf, type RevokeDeps } from './revoke-deps';

type Which = { workspaceId: WorkspaceId; id: string };

/**
 * Brings a revocation to where it is going, from wherever its journal says it is: writes the
 * denial, or takes it away when it was taken back or has come to its end. One process at a time
 * writes to a role, so that of several revocations none is lost.
 */
export async function settleRevocation(
  deps: RevokeDeps,
  which: Which,
): Promise<StoredRevocation | null> {
  const revocation = await deps.revocations.find(which.workspaceId, which.id);
  if (!revocation) return null;
  const holder = deps.random.uuid();
  const key = await leaseKeyOf(deps, revocation);
  const lease = {
    take: () => deps.revocations.lease(key, holder, LEASE_SECONDS),
    release: () => deps.revocations.release(key, holder),
    clock: deps.clock,
    what: revocation.roleArn,
  };
  await holdLease(lease, (renew) => settleAlone(deps, which, renew));
  return deps.revocations.find(which.workspaceId, which.id);
}

/**
 * Workspaces that reach the same account write to the same policy, so the role is held, not the
 * workspace's view of it. Practice accounts have the same ids in every workspace.
 */
async function leaseKeyOf(
  { hubOf }: Pick<RevokeDeps, 'hubOf'>,
  { workspaceId, roleArn }: StoredRevocation,
): Promise<string> {
  const hub = await hubOf(workspaceId);
  return hub?.kind === 'practice' ? `${hub.worldId} ${roleArn}` : roleArn;
}

async function settleAlone(
  deps: RevokeDeps,
  { workspaceId, id }: Which,
  renew: () => Promise<void>,
): Promise<void> {
  const { revocations, clock } = deps;
  // Read anew: another process may have settled it while this one waited for the role.
  const known = await revocations.find(workspaceId, id);
  if (known && known.endsAt <= clock.now())
    await revocations.moveState(id, ['standing', 'writing'], 'removing');
  const revocation = await revocations.find(workspaceId, id);
  if (revocation?.state === 'writing') await put(deps, revocation, renew);
  if (revocation?.state === 'removing') await takeAway(deps, revocation, renew);
}

async function put(
  deps: RevokeDeps,
  revocation: StoredRevocation,
  renew: () => Promise<void>,
): Promise<void> {
  const made = await change(deps, revocation, 'put', renew);
  if (made.kind === 'done') return stand(deps, revocation, made.document);
  await deps.revocations.update(revocation.id, { detail: made.detail });
  if (made.kind === 'later') return;
  const sentence = `${upper(sayWhat(revocation))} was not revoked: ${made.detail}`;
  await tell(deps, revocation, { event: 'session.revoke', outcome: 'refused', sentence });
  // Last: no sweep comes back to what is stopped.
  await deps.revocations.moveState(revocation.id, ['writing'], 'stopped');
}

async function stand(
  deps: RevokeDeps,
  revocation: StoredRevocation,
  document: string | null,
): Promise<void> {
  const { revocations, issues, clock } = deps;
  const { id } = revocation;
  await issues.markRevoked(revocation, clock.now());
  await revocations.update(id, { doneAt: clock.now(), detail: null });
  const proof = await proveRevocation(deps, revocation, document);
  await revocations.update(id, { proof });
  const sentence = `${upper(sayWhat(revocation))} is denied everything. ${proof.sentence}`;
  const outcome = proof.holds ? 'ok' : 'failed';
  await tell(deps, revocation, { event: 'session.revoke', outcome, sentence });
  await deps.notifier.tell(
    revocation.workspaceId,
    {
      event: 'session-revoked',
      revocationId: id,
      byName: revocation.createdByName,
      what: sayWhat(revocation),
      sentence: proof.sentence,
      page: sessionsOfRolePath(revocation.roleArn),
    },
    `revocation ${id}`,
  );
  // Last: killed before it, the next sweep proves and logs what stands.
  await revocations.moveState(id, ['writing'], 'standing');
}

async function takeAway(
  deps: RevokeDeps,
  revocation: StoredRevocation,
  renew: () => Promise<void>,
): Promise<void> {
  const { revocations, clock } = deps;
  const { id } = revocation;
  const made = await change(deps, revocation, 'take-away', renew);
  if (made.kind === 'done') {
    const isEarly = clock.now() < revocation.endsAt;
    if (isEarly) await release(deps, revocation);
    await revocations.update(id, { removedAt: clock.now(), detail: null });
    const sentence = `The denial of ${sayWhat(revocation)} is gone from the role.`;
    await tell(deps, revocation, { event: 'session.restore', outcome: 'ok', sentence });
    await revocations.moveState(id, ['removing'], 'removed');
    return;
  }
  await revocations.update(id, { detail: made.detail });
  if (made.kind === 'later') return;
  await revocations.moveState(id, ['removing'], 'standing');
  // The sweep tries again and again: the log says it once.
  if (made.detail === revocation.detail) return;
  const sentence = `The denial of ${sayWhat(revocation)} still stands: ${made.detail}`;
  await tell(deps, revocation, { event: 'session.restore', outcome: 'failed', sentence });
}

/** Its sessions are live again, but for those that another denial still meets. */
async function release(
  { revocations, issues, clock }: RevokeDeps,
  { id, workspaceId, roleArn }: StoredRevocation,
): Promise<void> {
  await issues.clearRevoked(id);
  const open = await revocations.listOpen(workspaceId);
  const others = open.filter(
    (other) => other.id !== id && other.roleArn === roleArn && other.state !== 'writing',
  );
  for (const other of others) await issues.markRevoked(other, clock.now());
}

async function change(
  deps: RevokeDeps,
  revocation: StoredRevocation,
  direction: 'put' | 'take-away',
  renew: () => Promise<void>,
): Promise<Made> {
  const { workspaceId, accountId, roleArn } = revocation;
  const place = await placeOf(deps, workspaceId, accountId);
  if (!place) {
    const detail = `this console has no connection to ${accountId} that may change ${nameOfArn(roleArn)}.`;
    const kind = mayStand({ direction, revocation }) ? 'later' : 'refused';
    return { kind, detail };
  }
  return makeChange(deps, { revocation, direction, renew, ...place });
}

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
