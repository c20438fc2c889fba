'use client';

import { useState } from 'react';
import { NewPlanButton, NoPlan } from '@/components/ui/new-plan';
import type { Outcome } from '@/components/ui/outcome';
import { RadioCards } from '@/components/ui/radio-cards';
import { useNewPlan } from '@/components/ui/use-new-plan';
import { parseArn } from '@/lib/core/arn';
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

type UseAsked = Extract<MendAsked, { action: string }>;

const isByS3 = (asked: MendAsked): asked is UseAsked =>
  'action' in asked && asked.isThroughS3 === true;

/** The same use without the condition that it is S3 which asks for it. */
function directly(asked: MendAsked): MendAsked {
  if (!isByS3(asked)) return asked;
  const { isThroughS3: _, ...use } = asked;
  return use;
}

type KeyUseChoiceProps = {
  resource: string;
  isDirect: boolean;
  onChange: (isDirect: boolean) => void;
};

/** How far the key is given; what the message was about comes first. */
function KeyUseChoice({ resource, isDirect, onChange }: KeyUseChoiceProps) {
  const region = parseArn(resource)?.region ?? '';
  return (
    <RadioCards
      label="How the key may be used"
      value={isDirect ? 'directly' : 'through-s3'}
      onChange={(value) => onChange(value === 'directly')}
      cards={[
        {
          value: 'through-s3',
          title: `Only through S3 in ${region}`,
          detail: 'What the refused call took: the key for what lies in S3.',
        },
        {
          value: 'directly',
          title: 'Also directly',
          detail: 'By the caller’s own calls to KMS as well. This gives more.',
        },
      ]}
    />
  );
}

type PlanButtonProps = { mend: MendPlanView; planMend: PlanMend };

function PlanButton({ mend: { whyNot: _, ...asked }, planMend }: PlanButtonProps) {
  const [isDirect, setIsDirect] = useState(false);
  const chosen = isDirect ? directly(asked) : asked;
  const newPlan = useNewPlan(() => planMend(chosen));
  return (
    <div className="grid gap-3">
      {isByS3(asked) ? (
        <KeyUseChoice
          resource={asked.resource}
          isDirect={isDirect}
          onChange={setIsDirect}
        />
      ) : null}
      <div>
        <NewPlanButton newPlan={newPlan} variant="primary" size="row">
          Plan this mend…
        </NewPlanButton>
      </div>
      <NoPlan newPlan={newPlan} />
    </div>
  );
}
