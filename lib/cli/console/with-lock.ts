import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isProcessAlive } from '@/lib/db/is-process-alive';
import { readIfThere } from './private-file';

const POLL_MS = 40;
/** Longer than anything that is done under a lock: something else has its holder's number. */
const STALE_MS = 60_000;

function isTaken(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { mode: 0o600, flag: 'wx' });
    return false;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return true; // all of fs throws these
    throw error;
  }
}

/** Whether the holder is gone without giving the lock back. */
function isStale(lock: string, holder: string): boolean {
  const pid = Number(holder); // 0 while its file is being written
  if (pid > 0 && !isProcessAlive(pid)) return true;
  const stats = statSync(lock, { throwIfNoEntry: false });
  return stats !== undefined && Date.now() - stats.mtimeMs > STALE_MS;
}

/** Another that waits may have dropped it too, and hold it by now: then it is put back. */
function dropStale(lock: string): void {
  const holder = readIfThere(lock);
  if (holder === null || !isStale(lock, holder)) return;
  const aside = `${lock}.stale-${process.pid}`;
  try {
    renameSync(lock, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if (readIfThere(aside) === holder) rmSync(aside, { force: true });
  else renameSync(aside, lock);
}

/** What is the answer when the lock was not to be had until then. */
type Late<T> = { deadline: AbortSignal | undefined; answer: () => T };

/** Does something while no other process that asks for the same lock does. */
export async function withLock<T>(
  lock: string,
  work: () => Promise<T>,
  late?: Late<T>,
): Promise<T> {
  mkdirSync(path.dirname(lock), { recursive: true, mode: 0o700 });
  while (isTaken(lock)) {
    if (late?.deadline?.aborted) return late.answer();
    dropStale(lock);
    await sleep(POLL_MS);
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}
