import { collectedOrg } from '@/lib/iam/org-file';
import type { CollectedWorld } from '@/lib/iam/world';
import type { Estate } from './make-estate';

/** A small estate as the engine takes it, whole. For tests. */
export const worldOfEstate = ({ org, accounts }: Estate): CollectedWorld => ({
  org: collectedOrg(org),
  accounts: Object.fromEntries([...accounts()].map(({ id, details }) => [id, details])),
});
