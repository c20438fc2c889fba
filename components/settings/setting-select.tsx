'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { askConfirmed } from '@/components/step-up/ask-confirmed';
import { Banner } from '@/components/ui/banner';
import { type Outcome, unreachable } from '@/components/ui/outcome';
import { Select } from '@/components/ui/select';

type SettingSelectProps<T extends string> = {
  label: string;
  options: readonly { id: T; label: string }[];
  value: T;
  mayChange: boolean;
  set: (value: T) => Promise<Outcome<unknown>>;
};

/** One setting of the workspace, written as it is chosen. */
export function SettingSelect<T extends string>(props: SettingSelectProps<T>) {
  const { label, options, value, mayChange, set } = props;
  const router = useRouter();
  const [isBusy, setIsBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);

  async function choose(next: T | undefined) {
    if (next === undefined || next === value) return;
    setIsBusy(true);
    const answer = await askConfirmed(() => set(next)).catch(() =>
      unreachable('Nothing was changed'),
    );
    setIsBusy(false);
    setRefusal(answer.ok ? null : answer.message);
    if (answer.ok) router.refresh();
  }
  return (
    <>
      <Select
        label={label}
        options={options}
        value={value}
        isDisabled={!mayChange || isBusy}
        description={mayChange ? undefined : 'An administrator can change this.'}
        onChange={(key) => void choose(options.find(({ id }) => id === key)?.id)}
      />
      {refusal ? (
        <Banner tone="danger" title="That was not changed" isAnnounced>
          {refusal}
        </Banner>
      ) : null}
    </>
  );
}
