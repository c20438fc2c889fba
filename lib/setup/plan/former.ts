import type { Clock, StoredPlan } from '@/lib/ports';
import type { Access, ResolveDeps } from '../recipes/recipe';
import { resolveDraft } from '../recipes/resolve-draft';
import { DraftFields } from '../schema';
import type { KnownWorld } from '../world/load-world';

type Deps = ResolveDeps & { clock: Pick<Clock, 'now'> };

/** A crossing that a plan changes. */
export type Former = {
  plan: StoredPlan;
  /** Null where its fields make none any more: a bucket or a principal is gone. */
  access: Access | null;
};

/** What a standing crossing lets through, to be asked for in the world of a change to it. */
export async function formerOf(
  deps: Deps,
  world: KnownWorld,
  plan: StoredPlan | null,
): Promise<Former | null> {
  if (!plan) return null;
  const { body } = plan;
  // Only what lets somebody through counts, and neither a review nor what was confirmed does.
  const fields = DraftFields.parse({
    ...body.fields,
    roleName: body.roleName,
    confirmedName: body.roleName,
    sameAccount: body.trustingAccountId,
    reviewOn: '',
  });
  const { access } = await resolveDraft(deps, fields, world, deps.clock.now());
  return { plan, access };
}
