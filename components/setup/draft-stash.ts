import * as z from 'zod';
import { DraftFields, DraftStepName } from '@/lib/setup/schema';

const Stashed = z.object({ step: DraftStepName, fields: DraftFields });
export type Stashed = z.infer<typeof Stashed>;

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const keyOf = (draftId: string) => `drawbridge-draft-${draftId}`;

/** A browser may refuse storage altogether; the draft is then only on the server. */
function quietly<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}

/** Keeps what the server has not confirmed, in this tab only. */
export function stashDraft(store: Store, draftId: string, draft: Stashed): void {
  quietly(() => store.setItem(keyOf(draftId), JSON.stringify(draft)));
}

export function dropStash(store: Store, draftId: string): void {
  quietly(() => store.removeItem(keyOf(draftId)));
}

/** What a reload or a lost connection left unsaved; null when there is nothing, or no sense in it. */
export function readStash(store: Store, draftId: string): Stashed | null {
  const parsed = quietly(() =>
    Stashed.safeParse(JSON.parse(store.getItem(keyOf(draftId)) ?? 'null')),
  );
  return parsed?.success ? parsed.data : null;
}
