import { notesOf } from '@/lib/core/crossing-notes';
import type { FormerNotes, PlanStore, StoredPlan } from '@/lib/ports';

const NAMES = ['purpose', 'owner', 'ticket'] as const;
type Told = Pick<StoredPlan, 'body' | 'reviewOn'>;

/** What is said of a crossing now, to be compared with what is said of it later. */
export const notesNow = ({ body, reviewOn }: Told): FormerNotes => ({
  ...notesOf(body.fields),
  reviewOn: reviewOn.toISOString(),
});

/** What a plan keeps of the crossing that it changes. */
export const replacing = (plan: StoredPlan) => ({
  replaces: plan.id,
  formerNotes: notesNow(plan),
});

/** The notes in which two differ, in the words of the log. */
export function changedNotes(before: FormerNotes, after: FormerNotes): string[] {
  const isOtherDay = before.reviewOn !== after.reviewOn;
  return [
    ...NAMES.filter((name) => before[name] !== after[name]),
    ...(isOtherDay ? ['day of the review'] : []),
  ];
}

/**
 * The notes that were said anew of one crossing since, taken into the plan that stands in its
 * stead. The others stay as that plan has them.
 */
function withNotesSince(since: FormerNotes, from: Told, to: Told): Told {
  const [now, said] = [notesNow(from), notesOf(from.body.fields)];
  const isOtherDay = since.reviewOn !== now.reviewOn;
  const changed = NAMES.filter((name) => since[name] !== now[name]);
  const fields = {
    ...to.body.fields,
    ...Object.fromEntries(changed.map((name) => [name, said[name]])),
    ...(isOtherDay && { reviewOn: from.body.fields.reviewOn }),
  };
  const reviewOn = isOtherDay ? from.reviewOn : to.reviewOn;
  const plannedNotes = to.body.plannedNotes ?? notesNow(to);
  return { body: { ...to.body, fields, plannedNotes }, reviewOn };
}

/** A note that somebody has said anew since the plan was made, and that the plan changes otherwise. */
export function saidTwice({ body, reviewOn }: StoredPlan, base: Told): string | null {
  const since = body.formerNotes;
  if (!since) return null;
  const [own, now] = [notesNow({ body, reviewOn }), notesNow(base)];
  const byPlan = changedNotes(since, own);
  const bySomebody = changedNotes(since, now);
  const differ = changedNotes(own, now);
  return (
    byPlan.find((name) => bySomebody.includes(name) && differ.includes(name)) ?? null
  );
}

type Carry = { from: StoredPlan; to: StoredPlan; since: FormerNotes | undefined };

/**
 * Notes that were saved on one plan of a crossing go on with the plan that takes it over. Nothing
 * is written where nothing was said anew, and so not twice either.
 */
export async function carryNotes(
  { plans }: { plans: Pick<PlanStore, 'saveNotes'> },
  { from, to, since }: Carry,
): Promise<void> {
  if (!since) return;
  const notes = withNotesSince(since, from, to);
  const changed = changedNotes(notesNow(to), notesNow(notes));
  if (changed.length === 0) return;
  const entry = {
    workspaceId: to.workspaceId,
    actorId: to.createdById,
    actorName: 'Drawbridge',
    event: 'plan.noted',
    outcome: 'ok',
    sentence: `The ${changed.join(', ')} of “${from.title}” was changed last, and goes on with: ${to.title}.`,
    target: to.body.roleArn,
    planId: to.id,
    details: notesNow(notes),
  } as const;
  await plans.saveNotes(to, notes, entry, [to.state]);
}
