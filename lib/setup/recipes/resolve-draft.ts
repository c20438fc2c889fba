import { tooLong } from '../fields/too-long';
import type { DraftFields } from '../schema';
import type { KnownWorld } from '../world/load-world';
import type { ResolveDeps, ResolvedDraft } from './recipe';
import { RECIPES } from './recipes';

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
  const { resolve } = RECIPES[fields.recipe];
  if (names.size === 0) return resolve(deps, fields, world, now);
  const unread = Object.fromEntries([...names].map((name) => [name, '']));
  const draft = await resolve(deps, { ...fields, ...unread }, world, now);
  return {
    ...draft,
    errors: { ...draft.errors, ...errors },
    missing: draft.missing.filter((name) => !names.has(name)),
    access: null,
  };
}
