'use client';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { DOCTOR_PATH, rolePath } from '@/lib/core/links';
import type { PlanView } from '@/lib/setup/plan-views';
import type { PlanModel } from './use-plan';

type PlanAgainProps = {
  model: Pick<PlanModel, 'plan' | 'pending' | 'planAnew'>;
  children: string;
  isSmall?: boolean;
  isWide?: boolean;
};

/** Where a plan that came from no form is made: at the doctor's, or on the page of its role. */
const makingPath = ({ isAsItself, isMend, mendsToken, roleArn }: PlanView): string =>
  isMend && (isAsItself || mendsToken) ? DOCTOR_PATH : rolePath(roleArn);

/** The way to a new plan of the same thing, by what is live now. */
export function PlanAgain({
  model,
  children,
  isSmall = false,
  isWide = false,
}: PlanAgainProps) {
  const { plan, pending, planAnew } = model;
  const look = { size: isSmall ? ('small' as const) : undefined };
  const variant = isSmall ? undefined : 'primary';
  if (plan.anew !== 'now')
    return (
      <ButtonLink href={makingPath(plan)} variant={variant} {...look}>
        {children}
      </ButtonLink>
    );
  return (
    <Button
      variant={variant}
      isWide={isWide}
      isPending={pending === 'anew'}
      pendingText="Opening…"
      onPress={() => void planAnew()}
      {...look}
    >
      {children}
    </Button>
  );
}
