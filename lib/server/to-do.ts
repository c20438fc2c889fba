import { accountPath, PRACTICE_PATH, planPath } from '@/lib/core/links';
import type { AccountRow } from '@/lib/inventory/schema';
import type { Actor } from '@/lib/ports';
import type { PlanRow } from '@/lib/setup/plan-views';
import type { PlanState } from '@/lib/setup/schema';

/** One line that waits for the person, and where to go. */
export type ToDo = {
  id: string;
  title: string;
  detail: string;
  href: string;
  action: string;
};

const WAITING: Partial<Record<PlanState, { detail: string; action: string }>> = {
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
    const words = WAITING[plan.state];
    return words
      ? [
          {
            id: plan.id,
            title: plan.title,
            href: planPath(plan.id),
            ...words,
            ...(plan.refutation && { detail: plan.refutation }),
          },
        ]
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
