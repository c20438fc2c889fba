'use client';

import { NewPlanButton, NoPlan } from '@/components/ui/new-plan';
import type { Outcome } from '@/components/ui/outcome';
import { useNewPlan } from '@/components/ui/use-new-plan';
import type { RoleCard } from '@/lib/credentials/schema';

/** Plans that sessions of a role say for whom and why; nothing is written before that is applied. */
export type LetSay = (input: { role: string }) => Promise<Outcome<{ planId: string }>>;

type LetSayButtonProps = { role: Pick<RoleCard, 'roleArn'>; letSay: LetSay };

/** Adds what the trust of a role lacks by a plan, where its sessions cannot say what they are for. */
export function LetSayButton({ role, letSay }: LetSayButtonProps) {
  const newPlan = useNewPlan(() => letSay({ role: role.roleArn }));
  return (
    <div className="grid gap-2">
      <div>
        <NewPlanButton newPlan={newPlan} size="small">
          Let its sessions say so…
        </NewPlanButton>
      </div>
      <NoPlan newPlan={newPlan} />
    </div>
  );
}
