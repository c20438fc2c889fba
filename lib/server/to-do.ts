import { accountPath, PRACTICE_PATH, planPath } from '@/lib/core/links';
import { sayTime } from '@/lib/core/say-time';
import type { AccountRow } from '@/lib/inventory/schema';
import type { Actor } from '@/lib/ports';
import type { PlanRow } from '@/lib/setup/plan-views';
import { type PlanState, STANDING } from '@/lib/setup/schema';

/** One line that waits for the person, and where to go. */
export type ToDo = {
  id: string;
  title: string;
  detail: string;
  href: string;
  action: string;
};

type Words = Pick<ToDo, 'detail' | 'action'>;
type End = NonNullable<PlanRow['end']>;

const WAITING: Partial<Record<PlanState, Words>> = {
  stopped: { detail: 'The run stopped half-way. Retry it or undo it.', action: 'See' },
  suspended: {
    detail: 'AWS is slow to spread the change. Go on when you like.',
    action: 'See',
  },
  waiting: {
    detail: 'The owner of the other account has not run their half yet.',
    action: 'See',
  },
  'undo-stopped': { detail: 'The undo stopped half-way.', action: 'See' },
  refuted: {
    detail: 'The proof is red: AWS answers otherwise than it should.',
    action: 'See',
  },
};

const PRACTICE: ToDo = {
  id: 'practice',
  title: 'Practice',
  detail: 'Mistakes to put right, in accounts where nothing can break.',
  href: PRACTICE_PATH,
  action: 'Practise',
};

function wordsOf({ state, refutation, end }: PlanRow): Words | null {
  const words = WAITING[state];
  if (words)
    return refutation ? { ...words, detail: `The proof is red. ${refutation}` } : words;
  if (!end) return null;
  return state === 'quarantined' ? sayQuarantined(end) : sayEnd(state, end);
}

function sayQuarantined({ isStopped, note, removeAt }: End): Words {
  const detail = isStopped
    ? 'It has ended and is denied everything. Its removal is stopped.'
    : (note ??
      `It has ended and is denied everything${removeAt ? `, and is removed at ${sayTime(removeAt)}` : ''}.`);
  return { detail, action: 'See' };
}

function sayEnd(state: PlanState, { endsAt, isStopped, note }: End): Words | null {
  if (isStopped || !STANDING.includes(state)) return null;
  const detail =
    note ?? `It ends at ${sayTime(endsAt)}. Give it a later date, or let it end.`;
  return { detail, action: 'See' };
}

/**
 * What waits, most urgent first: stopped plans and red proofs, then accounts that were not
 * read, then the exercises of a practice workspace.
 */
export function toDoOf(
  plans: PlanRow[],
  accounts: AccountRow[],
  workspaceKind: Actor['workspaceKind'],
): ToDo[] {
  const ofPlans = plans.flatMap((plan) => {
    const words = wordsOf(plan);
    return words
      ? [{ id: plan.id, title: plan.title, href: planPath(plan.id), ...words }]
      : [];
  });
  const ofAccounts = accounts
    .filter(({ health }) => health === 'failing' || health === 'partial')
    .map((account) => ({
      id: account.id,
      title: `${account.name} ${account.health === 'failing' ? 'was not read' : 'was read in part'}`,
      detail: account.healthSentence ?? 'The last reading was not complete.',
      href: accountPath(account.id),
      action: 'See',
    }));
  return [...ofPlans, ...ofAccounts, ...(workspaceKind === 'practice' ? [PRACTICE] : [])];
}
