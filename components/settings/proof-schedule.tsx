'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Banner } from '@/components/ui/banner';
import { Select } from '@/components/ui/select';
import type { ProofPeriod, ProofScheduleView } from '@/lib/setup/proof-schedule';

export type ProofScheduleProps = ProofScheduleView & {
  set: (input: {
    period: ProofPeriod;
  }) => Promise<{ ok: true } | { ok: false; message: string }>;
};

const PERIODS: { id: ProofPeriod; label: string }[] = [
  { id: 'daily', label: 'Every day' },
  { id: 'weekly', label: 'Every week' },
  { id: 'never', label: 'Only by hand' },
];

/** How often standing crossings are tested again without anybody asking. */
export function ProofSchedule({ period, mayChange, set }: ProofScheduleProps) {
  const router = useRouter();
  const [isBusy, setIsBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);

  async function choose(next: ProofPeriod | undefined) {
    if (!next || next === period) return;
    setIsBusy(true);
    const answer = await set({ period: next }).catch(() => UNREACHED);
    setIsBusy(false);
    setRefusal(answer.ok ? null : answer.message);
    if (answer.ok) router.refresh();
  }
  return (
    <>
      <p className="text-muted">
        A crossing that was proven is proven again by the same real calls, and turns red
        when AWS answers otherwise. Each has a time of its own. A test may write a marker
        object into the bucket and takes it away again.
      </p>
      <Select
        label="Test standing crossings again"
        options={PERIODS}
        value={period}
        isDisabled={!mayChange || isBusy}
        description={mayChange ? undefined : 'An administrator can change this.'}
        onChange={(key) => void choose(PERIODS.find(({ id }) => id === key)?.id)}
      />
      {refusal ? (
        <Banner tone="danger" title="That was not changed" isAnnounced>
          {refusal}
        </Banner>
      ) : null}
    </>
  );
}

const UNREACHED = {
  ok: false,
  message: 'The console could not be reached. Nothing was changed.',
} as const;
