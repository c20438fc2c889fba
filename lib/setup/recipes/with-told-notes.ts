import { noteFields } from '../fields/field';
import { resolveToldBucket } from '../fields/told-bucket';
import type { DraftFields } from '../schema';
import type { KnownWorld } from '../world/load-world';
import { type Asks, missingIn, sayMissing } from './missing';
import type { ResolvedDraft } from './recipe';

const ASKS: Asks = [
  ['bucketOwner', 'Say whose bucket it is.'],
  ['bucketRegion', 'Say in which Region the bucket is.'],
  ['keyDocument', 'Paste the policy of the bucket’s key.'],
];

/**
 * The draft with what there is to say of a bucket that its owner tells of. While something of
 * that is missing, nobody is told that the bucket cannot be found.
 */
export function withToldNotes(
  draft: ResolvedDraft,
  fields: DraftFields,
  world: KnownWorld,
): ResolvedDraft {
  const told = resolveToldBucket(fields, world);
  if (!told) return draft;
  const { found } = draft.known;
  if (found && !world.readings.get(found.accountId)?.toldOf)
    return {
      ...draft,
      errors: { ...draft.errors, isBucketTold: sayRead(found) },
      access: null,
    };
  const notes = noteFields(told);
  const asked = missingIn(ASKS, told);
  const isWhole = asked.length === 0 && Object.keys(notes.errors).length === 0;
  const { bucket, ...others } = draft.errors;
  return {
    ...draft,
    errors: { ...others, ...notes.errors, ...(isWhole && bucket && { bucket }) },
    warnings: { ...draft.warnings, ...notes.warnings },
    missing: [...draft.missing, ...asked],
    ask: draft.ask || sayMissing(ASKS, asked),
    access: isWhole ? draft.access : null,
  };
}

const sayRead = ({ bucket, accountName }: { bucket: string; accountName: string }) =>
  `${bucket} is in ${accountName}, as it was read. Untick this: what stands there is known.`;
