'use client';

import { DrawerSection } from '@/components/ui/drawer';
import { LimitChoices } from './limit-choices';
import { type Limits, sayCut } from './limits';

type LimitsSectionProps = {
  limits: Limits;
  onChange: (limits: Limits) => void;
  /** Where AWS sees this person; null when we cannot tell. */
  seenAddress: string | null;
  /** What the grant takes away already, in words; null when it takes nothing away. */
  granted: string | null;
};

/** What the session shall not have of what the role has. Off until somebody asks for it. */
export function LimitsSection(props: LimitsSectionProps) {
  const { limits, onChange, seenAddress, granted } = props;
  return (
    <DrawerSection>
      {granted ? (
        <p className="mb-1">
          Your grant makes every session <b>{granted}</b>.
        </p>
      ) : null}
      <details>
        <summary className="cursor-pointer py-1 font-strong">
          Take less
          <span className="ms-2 text-sm font-normal text-muted">{sayCut(limits)}</span>
        </summary>
        <div className="mt-3 grid gap-4">
          <LimitChoices limits={limits} onChange={onChange} seenAddress={seenAddress} />
        </div>
      </details>
    </DrawerSection>
  );
}
