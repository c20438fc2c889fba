'use client';

import { Banner } from './banner';
import { Button, type ButtonProps } from './button';
import type { useNewPlan } from './use-new-plan';

type NewPlan = ReturnType<typeof useNewPlan>;
type NewPlanButtonProps = Pick<ButtonProps, 'variant' | 'size' | 'children'> & {
  newPlan: NewPlan;
};

/** Has a plan made, and shows that what stands is read for it. */
export function NewPlanButton({ newPlan, ...look }: NewPlanButtonProps) {
  return (
    <Button
      {...look}
      isPending={newPlan.isBusy}
      pendingText="Reading what stands…"
      onPress={() => void newPlan.plan()}
    />
  );
}

/** Why no plan was made; nothing where none was refused. */
export function NoPlan({ newPlan: { refusal } }: { newPlan: NewPlan }) {
  return refusal ? (
    <Banner tone="danger" title="No plan was made" isAnnounced>
      <span className="wrap-anywhere">{refusal}</span>
    </Banner>
  ) : null;
}
