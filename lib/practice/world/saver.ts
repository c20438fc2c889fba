import type { PracticeStateStore } from '@/lib/ports';

const DELAY_MS = 100;
const RETRY_MS = 1_000;

type Pending = { encode: () => string; timer: NodeJS.Timeout | null };

/** Saves texts a moment after they changed, one save a name at a time, until each is stored. */
export type Saver = {
  schedule(name: string, encode: () => string): void;
  /** Saves one name now if it has changed; resolves when that was tried. */
  flushOne(name: string): Promise<void>;
  /** The same for every name. */
  flush(): Promise<void>;
  /** The last flush: what still cannot be stored is given up. */
  close(): Promise<void>;
};

export function createSaver(
  store: PracticeStateStore,
  log: (line: string) => void,
): Saver {
  const pending = new Map<string, Pending>();
  const running = new Map<string, Promise<void>>();

  async function save(name: string): Promise<void> {
    const due = pending.get(name);
    if (!due) return;
    pending.delete(name);
    if (due.timer) clearTimeout(due.timer);
    try {
      await store.save(name, due.encode());
    } catch (error) {
      log(`practice: the state of ${name} could not be saved, will try again: ${error}`);
      if (!pending.has(name)) arm(name, due.encode, RETRY_MS);
    }
  }

  function start(name: string): Promise<void> {
    const after = (running.get(name) ?? Promise.resolve()).then(() => save(name));
    running.set(name, after);
    void after.then(() => {
      if (running.get(name) === after) running.delete(name);
    });
    return after;
  }

  function arm(name: string, encode: () => string, delayMs: number): void {
    const timer = setTimeout(() => void start(name), delayMs);
    pending.set(name, { encode, timer });
  }

  const flushOne = (name: string): Promise<void> =>
    pending.has(name) ? start(name) : (running.get(name) ?? Promise.resolve());
  const flush = async (): Promise<void> => {
    await Promise.all([...pending.keys(), ...running.keys()].map(flushOne));
  };

  return {
    schedule(name, encode) {
      const waiting = pending.get(name);
      if (waiting) waiting.encode = encode;
      else arm(name, encode, DELAY_MS);
    },
    flushOne,
    flush,
    async close() {
      await flush();
      for (const { timer } of pending.values()) if (timer) clearTimeout(timer);
    },
  };
}
