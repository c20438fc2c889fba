'use client';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { Kbd } from '@/components/ui/kbd';
import { sayAccounts, sayWrites } from './plan-words';
import type { PlanModel } from './use-plan';

const CHANGE_DRAFT_PATH = '/new?step=what';
export const NEW_PLAN_PATH = '/new?step=review';

type ApplyBarProps = { model: PlanModel; isApplicable: boolean };

function sayRisk({ plan }: PlanModel): string {
  return `${sayWrites(plan.steps.length)} in ${sayAccounts(plan.accounts.length)}, each on record before AWS is called. If one fails the run stops; nothing is rolled back by itself.`;
}

/** The one decision of a plan that waits. */
export function ApplyBar({ model, isApplicable }: ApplyBarProps) {
  const accounts = sayAccounts(model.plan.accounts.length);
  return (
    <div className="card z-1 flex flex-wrap items-center gap-3 px-4 py-3 sm:px-6 md:sticky md:bottom-2">
      <p className="min-w-0 flex-1 basis-72 text-sm text-muted">{sayRisk(model)}</p>
      {isApplicable ? (
        <>
          <ButtonLink href={CHANGE_DRAFT_PATH} variant="quiet">
            Back
          </ButtonLink>
          <Button
            variant="primary"
            className="max-sm:w-full"
            isPending={model.pending === 'apply'}
            pendingText="Starting…"
            onPress={() => void model.act('apply')}
          >
            Apply to {accounts}
            <span aria-hidden="true" className="max-sm:hidden">
              <Kbd>A</Kbd>
            </span>
          </Button>
        </>
      ) : (
        <ButtonLink href={NEW_PLAN_PATH} variant="primary">
          Make a new plan
        </ButtonLink>
      )}
    </div>
  );
}
