'use client';

import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { type Outcome, unreachable } from '@/components/ui/outcome';
import { useNewPlan } from '@/components/ui/use-new-plan';

/** Plans that the role trusts this console; nothing is written before that plan is applied. */
export type HandOutRole = (input: {
  role: string;
}) => Promise<Outcome<{ planId: string }>>;

type NotTakenProps = { roleArn: string; handOut: HandOutRole | null };

/** The role does not trust this console yet, and what to do about it. */
export function NotTaken({ roleArn, handOut }: NotTakenProps) {
  const { plan, isBusy, refusal } = useNewPlan(
    async () => handOut?.({ role: roleArn }) ?? unreachable('Nothing was planned'),
  );
  return (
    <>
      <Banner
        tone="info"
        title="This console cannot take the role"
        action={
          handOut ? (
            <Button
              size="small"
              isPending={isBusy}
              pendingText="Reading what stands…"
              onPress={() => void plan()}
            >
              Let this console hand it out…
            </Button>
          ) : null
        }
      >
        By the latest reading its trust policy names neither the console nor its issuer. A
        grant gives nothing until it does.
        {handOut
          ? ' A plan adds one statement to the trust; say on its page who may take the role.'
          : null}
      </Banner>
      {refusal ? (
        <Banner tone="danger" title="No plan was made" isAnnounced>
          <span className="wrap-anywhere">{refusal}</span>
        </Banner>
      ) : null}
    </>
  );
}
