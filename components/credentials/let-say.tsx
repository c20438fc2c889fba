'use client';

import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import type { Outcome } from '@/components/ui/outcome';
import { useNewPlan } from '@/components/ui/use-new-plan';
import type { RoleCard } from '@/lib/credentials/schema';

/** Plans that sessions of a role say for whom and why; nothing is written before that is applied. */
export type LetSay = (input: { role: string }) => Promise<Outcome<{ planId: string }>>;

type LetSayButtonProps = { role: Pick<RoleCard, 'roleArn'>; letSay: LetSay };

/** Adds what the trust of a role lacks by a plan, where its sessions cannot say what they are for. */
export function LetSayButton({ role, letSay }: LetSayButtonProps) {
  const { plan, isBusy, refusal } = useNewPlan(() => letSay({ role: role.roleArn }));
  return (
    <div className="grid gap-2">
      <div>
        <Button
          size="small"
          isPending={isBusy}
          pendingText="Reading what stands…"
          onPress={() => void plan()}
        >
          Let its sessions say so…
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
