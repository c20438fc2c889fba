'use client';
import type { Outcome } from '@/components/ui/outcome';
import type { ProofPeriod, ProofScheduleView } from '@/lib/setup/proof-schedule';
import { SettingSelect } from './setting-select';

export type ProofScheduleProps = ProofScheduleView & {
  set: (input: { period: ProofPeriod }) => Promise<Outcome<unknown>>;
};

const PERIODS: { id: ProofPeriod; label: string }[] = [
  { id: 'daily', label: 'Every day' },
  { id: 'weekly', label: 'Every week' },
  { id: 'never', label: 'Only by hand' },
];

/** How often standing crossings are tested again without anybody asking. */
export function ProofSchedule({ period, mayChange, set }: ProofScheduleProps) {
  return (
    <>
      <p className="text-muted">
        A crossing that was proven is proven again by the same real calls, and turns red
        when AWS answers otherwise. Each has a time of its own. A test may write a marker
        object into the bucket and takes it away again.
      </p>
      <SettingSelect
        label="Test standing crossings again"
        options={PERIODS}
        value={period}
        mayChange={mayChange}
        set={(next) => set({ period: next })}
      />
    </>
  );
}
