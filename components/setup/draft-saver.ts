import { type Outcome, unreachable } from '@/components/ui/outcome';
import type { SaveDraftInput } from '@/lib/setup/schema';

export type SaveState =
  | { kind: 'saved'; at: Date | null }
  | { kind: 'saving' }
  | { kind: 'unsaved'; message: string };

type Deps = {
  save: (input: SaveDraftInput) => Promise<Outcome<unknown>>;
  onState: (state: SaveState) => void;
  now: () => Date;
  delayMs: number;
  retryMs: number;
};

export type DraftSaver = {
  /** Takes the newest draft; it is written once the person pauses. */
  put(input: SaveDraftInput): void;
  /** Writes what waits, now. Resolves when nothing newer waits; false when it failed. */
  flush(): Promise<boolean>;
  stop(): void;
};

/**
 * Writes drafts one at a time, so that an older one can never land on a newer one. A draft
 * that could not be written stays and is tried again.
 */
export function createDraftSaver(deps: Deps): DraftSaver {
  let waiting: SaveDraftInput | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<boolean> | null = null;

  const schedule = (delayMs: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), delayMs);
  };

  async function writeAll(): Promise<boolean> {
    while (waiting) {
      const input = waiting;
      waiting = null;
      deps.onState({ kind: 'saving' });
      const outcome = await deps.save(input).catch(() => unreachable('Draft not saved'));
      if (!outcome.ok) {
        waiting ??= input;
        deps.onState({ kind: 'unsaved', message: outcome.message });
        schedule(deps.retryMs);
        return false;
      }
    }
    deps.onState({ kind: 'saved', at: deps.now() });
    return true;
  }

  function flush(): Promise<boolean> {
    clearTimeout(timer);
    if (running) return running;
    if (!waiting) return Promise.resolve(true);
    running = writeAll().finally(() => {
      running = null;
    });
    return running;
  }

  return {
    put(input) {
      waiting = input;
      schedule(deps.delayMs);
    },
    flush,
    stop: () => clearTimeout(timer),
  };
}
