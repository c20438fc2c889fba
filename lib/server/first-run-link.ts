import { randomBytes } from 'node:crypto';
import { sha256 } from '@/lib/core/sha256';
import type { FirstRunStore } from '@/lib/ports';

const VALID_MS = 15 * 60 * 1000;

/** What the database keeps of a first-run code. */
export const hashOfCode = (code: string) => sha256(`first-run:${code}`);

/**
 * Makes a new one-time link for the first administrator; an earlier one stops working. The
 * code has 256 bits and stands in the fragment, which browsers send to nobody.
 */
export async function newFirstRunLink(
  store: FirstRunStore,
  origin: string,
): Promise<string> {
  const code = randomBytes(32).toString('base64url');
  await store.put(hashOfCode(code), new Date(Date.now() + VALID_MS));
  return `${origin}/first-run#${code}`;
}
