import type { Clock, StoredPlan } from '@/lib/ports';
import type { Access, ResolveDeps } from '../recipes/recipe';
import { resolveDraft } from '../recipes/resolve-draft';
import { DraftFields } from '../schema';
import type { KnownWorld } from '../world/load-world';
import { withFormerTold } from '../world/with-former-told';
import { withTold } from '../world/with-told';

type Deps = ResolveDeps & { clock: Pick<Clock, 'now'> };

/** A crossing that a plan changes. */
export type Former = {
  plan: StoredPlan;
  /** Null where its fields make none any more: a bucket or a principal is gone. */
  access: Access | null;
  /** The world of the change, with the bucket that was told of for the crossing before. */
  world: KnownWorld;
};

/** The world as it was read, and with what the change tells of a bucket. */
type Known = { read: KnownWorld; world: KnownWorld };

/**
 * What a standing crossing lets through, to be asked for in the world of a change to it. A bucket
 * that its owner told of is known by what was told for the crossing: the change may not tell it.
 */
export async function formerOf(
  deps: Deps,
  { read, world }: Known,
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
  const now = deps.clock.now();
  const told = withTold(read, fields, now);
  const { access } = await resolveDraft(deps, fields, told, now);
  return { plan, access, world: withFormerTold(world, told, access?.pieces ?? []) };
}
