import { notesOf } from '@/lib/core/crossing-notes';
import type { WorkspaceId } from '@/lib/core/ids';
import type { ActivityEntry, FormerNotes, PlanStore, StoredPlan } from '@/lib/ports';

const NAMES = ['purpose', 'owner', 'ticket'] as const;
const DAY = 'day of the review';
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
    ...(isOtherDay ? [DAY] : []),
  ];
}

/** The notes of one taken into those of the other: these alone, the others stay. */
function withNotes(names: string[], from: Told, to: Told): Told {
  const said = notesOf(from.body.fields);
  const isOtherDay = names.includes(DAY);
  const carried = NAMES.filter((name) => names.includes(name));
  const fields = {
    ...to.body.fields,
    ...Object.fromEntries(carried.map((name) => [name, said[name]])),
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

type Plans = { plans: Pick<PlanStore, 'find' | 'saveNotes'> };
type Pair = { from: StoredPlan; to: StoredPlan };
type Noted = { notes: Told; sentence: string; details: ActivityEntry['details'] };

/**
 * What was said of a crossing since a change of it was planned goes on with the plan, now that it
 * stands. A note that the plan itself changes stays as the plan has it, and the log says so.
 */
export const takeNotes = (deps: Plans, plan: StoredPlan, replaces: string) =>
  carry(deps, plan.workspaceId, { from: replaces, to: plan.id }, taken);

/** What was said of a crossing while a change of it stood is not undone with the change. */
export const giveNotesBack = (deps: Plans, plan: StoredPlan, replaces: string) =>
  carry(deps, plan.workspaceId, { from: plan.id, to: replaces }, givenBack);

function taken({ from, to }: Pair): Noted | null {
  const { formerNotes, plannedNotes } = to.body;
  if (!formerNotes) return null;
  const [own, now] = [notesNow(to), notesNow(from)];
  const said = changedNotes(formerNotes, now).filter((name) =>
    changedNotes(own, now).includes(name),
  );
  const byPlan = changedNotes(formerNotes, plannedNotes ?? own);
  const kept = said.filter((name) => byPlan.includes(name));
  const gone = said.filter((name) => !kept.includes(name));
  if (said.length === 0) return null;
  const { body, reviewOn } = withNotes(gone, from, to);
  return {
    // From here on this is what is known of it: a run that is repeated says nothing twice.
    notes: { body: { ...body, formerNotes: now }, reviewOn },
    sentence: [
      ...(gone.length > 0 ? [sayCarried({ from, to }, gone)] : []),
      ...(kept.length > 0 ? [sayKept({ from, to }, kept)] : []),
    ].join(' '),
    details: notesNow({ body, reviewOn }),
  };
}

function givenBack({ from, to }: Pair): Noted | null {
  const { plannedNotes } = from.body;
  if (!plannedNotes) return null;
  const names = changedNotes(plannedNotes, notesNow(from));
  const notes = withNotes(names, from, to);
  const changed = changedNotes(notesNow(to), notesNow(notes));
  if (changed.length === 0) return null;
  return { notes, sentence: sayCarried({ from, to }, changed), details: notesNow(notes) };
}

const sayCarried = ({ from, to }: Pair, names: string[]): string =>
  `The ${names.join(', ')} of “${from.title}” was changed last, and goes on with: ${to.title}.`;

/** Both have said something of them: the plan's word stands, and the other is not lost. */
function sayKept({ from, to }: Pair, names: string[]): string {
  const now = notesNow(from);
  const said = names.map((name) => `${name} (“${saidIn(now, name)}”)`);
  return `The ${said.join(', ')} of “${from.title}” was changed while the plan was applied, and stays as the plan has it: ${to.title}.`;
}

function saidIn(notes: FormerNotes, name: string): string {
  const own = NAMES.find((one) => one === name);
  return own ? notes[own] : notes.reviewOn.slice(0, 10);
}

const TRIES = 3;

/**
 * Nothing is written where nothing was said anew, and so not twice either. Throws where others
 * write all the while, so that the run halts and is tried again: no note is lost.
 */
async function carry(
  { plans }: Plans,
  workspaceId: WorkspaceId,
  ids: { from: string; to: string },
  notedOf: (pair: Pair) => Noted | null,
): Promise<void> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const from = await plans.find(workspaceId, ids.from);
    const to = await plans.find(workspaceId, ids.to);
    const noted = from && to && notedOf({ from, to });
    if (
      !noted ||
      (await plans.saveNotes(to, noted.notes, entryOf(to, noted), [to.state]))
    )
      return;
  }
  throw new Error('The notes of the crossing were changed again and again meanwhile.');
}

const entryOf = (to: StoredPlan, { sentence, details }: Noted): ActivityEntry => ({
  workspaceId: to.workspaceId,
  actorId: to.createdById,
  actorName: 'Drawbridge',
  event: 'plan.noted',
  outcome: 'ok',
  sentence,
  target: to.body.roleArn,
  planId: to.id,
  details,
});
