import * as z from 'zod';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { StoredPlan } from '@/lib/ports';
import type { DraftFields } from '../schema';

const Notes = z.object({
  purpose: z.string(),
  owner: z.string(),
  ticket: z.string(),
  reviewOn: z.string(),
});
type Notes = z.infer<typeof Notes>;
type Name = keyof Notes;

const LABELS: Record<Name, string> = {
  purpose: 'purpose',
  owner: 'owner',
  ticket: 'ticket',
  reviewOn: 'day of the review',
};
const NAMES = Notes.keyof().options;

/** What a change of a crossing starts from; a day of review that is over is typed anew. */
export const notesAt = (fields: DraftFields, now: Date): Notes => ({
  purpose: fields.purpose ?? '',
  owner: fields.owner ?? '',
  ticket: fields.ticket ?? '',
  reviewOn:
    (fields.reviewOn ?? '') <= now.toISOString().slice(0, 10) ? '' : fields.reviewOn,
});

/** The same as a field of the draft, so that it is known later what was typed since. */
export const openedWith = (notes: Notes): string => JSON.stringify(notes);

/**
 * The fields of a change, with what others have said of the crossing since it was opened: what
 * was not typed in it stays as it stands now. Refused where both have said something else.
 */
export function withStandingNotes(
  fields: DraftFields,
  base: StoredPlan | undefined,
  now: Date,
): Result<DraftFields, AppError> {
  const opened = openedIn(fields);
  if (!base || !opened) return ok(fields);
  const standing = notesAt(base.body.fields, now);
  const isTyped = (name: Name) => fields[name] !== opened[name];
  const isSaid = (name: Name) =>
    standing[name] !== opened[name] && standing[name] !== fields[name];
  const twice = NAMES.find((name) => isTyped(name) && isSaid(name));
  if (twice) return err(isSaidTwice(twice, standing[twice]));
  const kept = NAMES.filter((name) => !isTyped(name)).map((name) => [
    name,
    standing[name],
  ]);
  return ok({ ...fields, ...Object.fromEntries(kept) });
}

/** Null for a draft that an earlier version opened. */
function openedIn({ openedNotes }: DraftFields): Notes | null {
  try {
    return Notes.safeParse(JSON.parse(openedNotes)).data ?? null;
  } catch {
    return null;
  }
}

const isSaidTwice = (name: Name, now: string): AppError => ({
  kind: 'conflict',
  message: `Somebody has changed the ${LABELS[name]} of this crossing since you opened it: it is “${now}” now. Type the same here, or open the change again from the plan’s page and type yours there.`,
});
