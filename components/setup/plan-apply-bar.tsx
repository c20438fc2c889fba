'use client';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { Kbd } from '@/components/ui/kbd';
import type { OwnerHalfView } from '@/lib/setup/handshake/schema';
import { PlanAgain } from './plan-again';
import { sayAccounts, sayWrites } from './plan-words';
import type { PlanModel } from './use-plan';

const CHANGE_DRAFT_PATH = '/new?step=what';

type ApplyBarProps = {
  model: PlanModel;
  isApplicable: boolean;
  half: OwnerHalfView | null;
};

function sayRisk({ plan }: PlanModel, half: OwnerHalfView | null): string {
  if (half?.isFirst)
    return `The owner of ${half.accountName} makes the role first. Our half names it, and is written by itself as soon as AWS knows it.`;
  if (half?.isWhole)
    return `Writes nothing: the owner of ${half.accountName} makes the role, and the plan waits for it.`;
  if (half && isTheirsAlone(plan, half))
    return `Writes nothing: the owner of ${half.accountName} runs the difference, and the plan waits for it.`;
  if (half)
    return `Writes our half alone. The owner of ${half.accountName} runs the other, and the plan waits for it.`;
  return `${sayWrites(plan.steps.length)} in ${sayAccounts(plan.accounts.length)}, each on record before AWS is called. If one fails the run stops; nothing is rolled back by itself.`;
}

/** A change may be of their half alone. */
const isTheirsAlone = ({ steps }: PlanModel['plan'], { accountId }: OwnerHalfView) =>
  steps.every((step) => step.accountId === accountId);

const sayStart = ({ plan }: PlanModel, half: OwnerHalfView): string =>
  half.isFirst || half.isWhole || isTheirsAlone(plan, half) ? 'Start' : 'Apply our half';

/** The one decision of a plan that waits. */
export function ApplyBar({ model, isApplicable, half }: ApplyBarProps) {
  const accounts = sayAccounts(model.plan.accounts.length);
  return (
    <div className="card z-1 flex flex-wrap items-center gap-3 px-4 py-3 sm:px-6 md:sticky md:bottom-2">
      <p className="min-w-0 flex-1 basis-72 text-sm text-muted">{sayRisk(model, half)}</p>
      {isApplicable ? (
        <>
          <ButtonLink href={CHANGE_DRAFT_PATH}>Back</ButtonLink>
          <Button
            variant="primary"
            className="max-sm:flex-1"
            isPending={model.pending === 'apply'}
            pendingText="Starting…"
            onPress={() => void model.act('apply')}
          >
            {half ? sayStart(model, half) : `Apply to ${accounts}`}
            <span aria-hidden="true" className="max-sm:hidden">
              <Kbd>A</Kbd>
            </span>
          </Button>
        </>
      ) : (
        <PlanAgain model={model}>Make a new plan</PlanAgain>
      )}
    </div>
  );
}
