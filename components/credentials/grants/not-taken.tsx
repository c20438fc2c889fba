'use client';

import { Banner } from '@/components/ui/banner';
import { NewPlanButton, NoPlan } from '@/components/ui/new-plan';
import { type Outcome, unreachable } from '@/components/ui/outcome';
import { useNewPlan } from '@/components/ui/use-new-plan';

/** Plans that the role trusts this console; nothing is written before that plan is applied. */
export type HandOutRole = (input: {
  role: string;
}) => Promise<Outcome<{ planId: string }>>;

type NotTakenProps = { roleArn: string; handOut: HandOutRole | null };

/** The role does not trust this console yet, and what to do about it. */
export function NotTaken({ roleArn, handOut }: NotTakenProps) {
  const newPlan = useNewPlan(
    async () => handOut?.({ role: roleArn }) ?? unreachable('Nothing was planned'),
  );
  return (
    <>
      <Banner
        tone="info"
        title="This console cannot take the role"
        action={
          handOut ? (
            <NewPlanButton newPlan={newPlan} size="small">
              Let this console hand it out…
            </NewPlanButton>
          ) : null
        }
      >
        By the latest reading its trust policy names neither the console nor its issuer. A
        grant gives nothing until it does.
        {handOut
          ? ' A plan adds one statement to the trust; say on its page who may take the role.'
          : null}
      </Banner>
      <NoPlan newPlan={newPlan} />
    </>
  );
}
