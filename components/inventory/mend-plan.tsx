'use client';

import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import type { Outcome } from '@/components/ui/outcome';
import { useNewPlan } from '@/components/ui/use-new-plan';
import type { MendAsked, MendPlanView } from '@/lib/inventory/doctor/diagnosis';

/** Plans the halves that are missing; nothing is written before that plan is applied. */
export type PlanMend = (input: MendAsked) => Promise<Outcome<{ planId: string }>>;

type MendPlanProps = {
  mend: MendPlanView | null | undefined;
  /** Null for those who may make no plan. */
  planMend: PlanMend | null;
  className: string;
};

/** Has what is missing added by a plan, or says why it cannot be; nothing where no plan could. */
export function MendPlan({ mend, planMend, className }: MendPlanProps) {
  if (!mend || !planMend) return null;
  return (
    <div className={className}>
      {mend.whyNot === null ? (
        <PlanButton mend={mend} planMend={planMend} />
      ) : (
        <p className="text-sm text-muted wrap-anywhere">
          No plan can add it: {mend.whyNot}
        </p>
      )}
    </div>
  );
}

type PlanButtonProps = { mend: MendPlanView; planMend: PlanMend };

function PlanButton({ mend: { whyNot: _, ...asked }, planMend }: PlanButtonProps) {
  const { plan, isBusy, refusal } = useNewPlan(() => planMend(asked));
  return (
    <div className="grid gap-3">
      <div>
        <Button
          variant="primary"
          size="row"
          isPending={isBusy}
          pendingText="Reading what stands…"
          onPress={() => void plan()}
        >
          Plan this mend…
        </Button>
      </div>
      {refusal ? (
        <Banner tone="danger" title="No plan was made" isAnnounced>
          <span className="wrap-anywhere">{refusal}</span>
        </Banner>
      ) : null}
    </div>
  );
}
