import type { SyncStore } from '@/lib/ports';
import type { SyncStatus } from './schema';

type Failure = SyncStatus['failures'][number];

/** Keeps the row of one reading up to date; the page polls it. */
export type SyncProgress = {
  starts(accountId: string, name: string): void;
  counts(accountId: string, rolesRead: number): void;
  ends(accountId: string): void;
  fails(failure: Failure): void;
  /** Writes what is not written yet and marks the reading as done. */
  finish(finishedAt: Date): Promise<void>;
};

export function createSyncProgress(
  syncs: Pick<SyncStore, 'update'>,
  syncId: string,
): SyncProgress {
  const rolesByAccount = new Map<string, number>();
  const running = new Map<string, string>();
  const failures: Failure[] = [];
  let accountsRead = 0;
  let writing: Promise<void> = Promise.resolve();
  let isWaiting = false;

  const statusNow = () => ({
    accountsRead,
    rolesRead: [...rolesByAccount.values()].reduce((sum, count) => sum + count, 0),
    current: [...running.values()].at(-1) ?? null,
    failures: [...failures],
  });
  // One write at a time, and at most one waiting: the newest state wins.
  function write(): void {
    if (isWaiting) return;
    isWaiting = true;
    writing = writing.then(() => {
      isWaiting = false;
      return syncs.update(syncId, statusNow());
    });
    writing.catch(() => undefined);
  }
  return {
    starts(accountId, name) {
      running.set(accountId, name);
      write();
    },
    counts(accountId, rolesRead) {
      rolesByAccount.set(accountId, rolesRead);
      write();
    },
    ends(accountId) {
      running.delete(accountId);
      accountsRead += 1;
      write();
    },
    fails: (failure) => void failures.push(failure),
    async finish(finishedAt) {
      await writing.catch(() => undefined);
      const ended = { state: 'done' as const, finishedAt: finishedAt.toISOString() };
      await syncs.update(syncId, { ...statusNow(), current: null, ...ended });
    },
  };
}
