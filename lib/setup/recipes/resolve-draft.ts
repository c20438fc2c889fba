import { tooLong } from '../fields/too-long';
import type { DraftFields } from '../schema';
import type { KnownWorld } from '../world/load-world';
import type { ResolveDeps, ResolvedDraft } from './recipe';
import { RECIPES } from './recipes';
import { withToldNotes } from './with-told-notes';

/**
 * A draft as its recipe understands it. What is longer than anything that could be meant is told
 * at its field, and not read.
 */
export async function resolveDraft(
  deps: ResolveDeps,
  fields: DraftFields,
  world: KnownWorld,
  now: Date,
): Promise<ResolvedDraft> {
  const errors = tooLong(fields);
  const names = new Set(Object.keys(errors));
  const recipe = RECIPES[fields.recipe];
  const resolve = async (read: DraftFields) =>
    withToldNotes(await recipe.resolve(deps, read, world, now), read, world);
  if (names.size === 0) return resolve(fields);
  const unread = Object.fromEntries([...names].map((name) => [name, '']));
  const draft = await resolve({ ...fields, ...unread });
  return {
    ...draft,
    errors: { ...draft.errors, ...errors },
    missing: draft.missing.filter((name) => !names.has(name)),
    access: null,
  };
}
