import type { DraftFields, DraftStepName } from '@/lib/setup/schema';
import { differingFields } from './wizard-fields';

export type Stashed = { step: DraftStepName; fields: DraftFields };

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

/**
 * What a reload or a lost connection left unsaved; null when there is nothing, or no sense in
 * it. The store is read at once; the schema is fetched only where there is something to check.
 */
export async function readStash(store: Store, draftId: string): Promise<Stashed | null> {
  const left = quietly(() => JSON.parse(store.getItem(keyOf(draftId)) ?? 'null'));
  if (left === null) return null;
  const { StashedDraft } = await import('@/lib/setup/schema');
  return StashedDraft.safeParse(left).data ?? null;
}

/** The stash, and over it what was typed since the draft was opened; the screen stays. */
export function withStash(
  stashed: Stashed,
  opened: DraftFields,
  { step, fields }: Stashed,
): Stashed {
  const typed = differingFields(opened, fields).map((name) => [name, fields[name]]);
  return { step, fields: { ...stashed.fields, ...Object.fromEntries(typed) } };
}
