import type { PracticeStateStore } from '@/lib/ports';

const DELAY_MS = 100;
const RETRY_MS = 1_000;

type SaveOptions = {
  /** How long changes are gathered; 100 ms when not given. */
  delayMs?: number;
  /** Which other texts must be stored before this one, if they have changed. */
  after?: (name: string) => boolean;
  /** What to do once it is stored. */
  onStored?: () => void;
};

type Due = {
  encode: () => string;
  after: SaveOptions['after'];
  onStored: (() => void)[];
};
type Pending = Due & { timer: NodeJS.Timeout };

/** Saves texts a moment after they changed, one save a name at a time, until each is stored. */
export type Saver = {
  schedule(name: string, encode: () => string, options?: SaveOptions): void;
  /** Saves one name now if it has changed; resolves when that was tried. */
  flushOne(name: string): Promise<void>;
  /** The same for every name that the question is answered yes for; for all without one. */
  flush(isMeant?: (name: string) => boolean): Promise<void>;
  /** The last flush: what still cannot be stored is given up. */
  close(): Promise<void>;
};

/** Saves nothing, and so nothing is encoded: the state lives as long as the process. */
export const FORGETFUL: Saver = {
  schedule() {},
  flushOne: async () => {},
  flush: async () => {},
  close: async () => {},
};

type State = {
  store: PracticeStateStore;
  log: (line: string) => void;
  pending: Map<string, Pending>;
  /** Whether it could be stored. */
  running: Map<string, Promise<boolean>>;
};

function arm(state: State, name: string, due: Due, delayMs: number): void {
  const timer = setTimeout(() => void start(state, name), delayMs);
  state.pending.set(name, { ...due, timer });
}

async function storeDue(state: State, name: string, due: Due): Promise<void> {
  const text = due.encode();
  if (due.after && !(await flushNames(state, due.after)))
    throw new Error('what it speaks of is not stored');
  await state.store.save(name, text);
}

async function save(state: State, name: string): Promise<boolean> {
  const due = state.pending.get(name);
  if (!due) return true;
  state.pending.delete(name);
  clearTimeout(due.timer);
  try {
    await storeDue(state, name, due);
  } catch (error) {
    state.log(
      `practice: the state of ${name} could not be saved, will try again: ${error}`,
    );
    // what was scheduled meanwhile is newer
    const newer = state.pending.get(name);
    if (newer) newer.onStored.unshift(...due.onStored);
    else arm(state, name, due, RETRY_MS);
    return false;
  }
  for (const act of due.onStored) act();
  return true;
}

function start(state: State, name: string): Promise<boolean> {
  const { running } = state;
  const before = running.get(name) ?? Promise.resolve(true);
  const after = before.then(() => save(state, name));
  running.set(name, after);
  void after.then(() => {
    if (running.get(name) === after) running.delete(name);
  });
  return after;
}

const flushName = async (state: State, name: string): Promise<boolean> =>
  state.pending.has(name) ? start(state, name) : (state.running.get(name) ?? true);

/** Whether all of them are stored now. */
async function flushNames(
  state: State,
  isMeant: (name: string) => boolean,
): Promise<boolean> {
  const names = [...state.pending.keys(), ...state.running.keys()].filter(isMeant);
  const stored = await Promise.all(
    [...new Set(names)].map((name) => flushName(state, name)),
  );
  return stored.every(Boolean);
}

export function createSaver(
  store: PracticeStateStore,
  log: (line: string) => void,
): Saver {
  const state: State = { store, log, pending: new Map(), running: new Map() };
  const flush: Saver['flush'] = async (isMeant = () => true) => {
    await flushNames(state, isMeant);
  };
  return {
    schedule(name, encode, { delayMs = DELAY_MS, after, onStored } = {}) {
      const due = { encode, after, onStored: onStored ? [onStored] : [] };
      const waiting = state.pending.get(name);
      if (!waiting) arm(state, name, due, delayMs);
      else
        Object.assign(waiting, due, { onStored: [...waiting.onStored, ...due.onStored] });
    },
    flushOne: async (name) => {
      await flushName(state, name);
    },
    flush,
    async close() {
      await flush();
      // what a stored text has led to
      await flush();
      for (const { timer } of state.pending.values()) clearTimeout(timer);
    },
  };
}
