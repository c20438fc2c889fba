import { hashedPartsOf } from '@/lib/core/activity-hash';
import type { ActivityEntry } from '@/lib/ports';
import type { PrismaClient } from './client';
import { storableJson } from './storable-text';

/** The database itself, or a transaction that the links are a part of. */
type Writer = Pick<PrismaClient, '$executeRaw'>;
/** Appends to one workspace wait for each other; a burst must not run into Prisma's five seconds. */
export const LOGGED_TRANSACTION = { timeout: 20_000, maxWait: 20_000 };

/** Adds one link to the chain. */
export const appendActivity = (writer: Writer, entry: ActivityEntry): Promise<void> =>
  appendActivities(writer, [entry]);

/**
 * Adds links to the chain of one workspace, in one statement. Every other append there waits for
 * it, and in a transaction until the commit: so it comes last.
 */
export async function appendActivities(
  writer: Writer,
  entries: readonly ActivityEntry[],
): Promise<void> {
  const [first] = entries;
  if (!first) return;
  const links = JSON.stringify(entries.map(linkOf));
  await writer.$executeRaw`SELECT append_activity(${first.workspaceId}, ${links}::json)`;
}

/** The database adds its place in the chain, and the hash. */
function linkOf(given: ActivityEntry) {
  const entry = storableJson(given);
  const { workspaceId, actorId, actorName, event, outcome } = entry;
  const { sentence, target, planId, details } = entry;
  const row = { workspaceId, actorId, actorName, event, outcome, sentence };
  return { row: { ...row, target, planId, details }, text: hashedPartsOf(entry) };
}
