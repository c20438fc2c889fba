import type { Tone } from './tone';

export type Toast = {
  tone?: Tone | undefined;
  title: string;
  detail?: string | undefined;
  action?: { label: string; onPress: () => void } | undefined;
};

/** Behind: it stood before a sheet opened, and is not to lie upon it. */
export type ShownToast = Toast & { id: number; tone: Tone; isBehind?: boolean };
type Announcement = { id: number; text: string; isUrgent: boolean };

type Board = { toasts: readonly ShownToast[]; announcement: Announcement | null };

export const emptyBoard: Board = { toasts: [], announcement: null };

let board = emptyBoard;
let lastId = 0;
const listeners = new Set<() => void>();

function put(next: Board) {
  board = next;
  for (const listener of listeners) listener();
}

/** Reads a sentence aloud, now or when the reader pauses. */
export function announce(text: string, { isUrgent = false } = {}) {
  lastId += 1;
  put({ ...board, announcement: { id: lastId, text, isUrgent } });
}

/** Shows a note at the lower edge and reads it aloud. Problems and offers stay until closed. */
export function showToast(toast: Toast): number {
  const tone = toast.tone ?? 'ok';
  lastId += 1;
  const id = lastId;
  const text = [toast.title, toast.detail].filter(Boolean).join(' ');
  put({
    toasts: [...board.toasts.slice(-2), { ...toast, tone, id }],
    announcement: { id, text, isUrgent: tone === 'danger' },
  });
  return id;
}

export function dismissToast(id: number) {
  put({ ...board, toasts: board.toasts.filter((toast) => toast.id !== id) });
}

/** Puts the notes that stand behind a sheet that opens; the answer brings them back. */
export function putToastsBehind(): () => void {
  const behind = new Set(
    board.toasts.filter(({ isBehind }) => !isBehind).map(({ id }) => id),
  );
  const mark = (isBehind: boolean) =>
    put({
      ...board,
      toasts: board.toasts.map((toast) =>
        behind.has(toast.id) ? { ...toast, isBehind } : toast,
      ),
    });
  mark(true);
  return () => mark(false);
}

export function subscribeToBoard(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function readBoard(): Board {
  return board;
}
