'use client';
import type { Outcome } from '@/components/ui/outcome';
import type { GraceView } from '@/lib/setup/end/grace';
import { SettingSelect } from './setting-select';

export type GraceProps = GraceView & {
  set: (input: { days: number }) => Promise<Outcome<unknown>>;
};

const sayDays = (days: number) => `${days} ${days === 1 ? 'day' : 'days'}`;
const OFFERED = [1, 7, 30];

/** How long an ended crossing is only denied before it is removed. */
export function Grace({ days, mayChange, set }: GraceProps) {
  const offered = [...new Set([...OFFERED, days])].sort((a, b) => a - b);
  return (
    <>
      <p className="text-muted">
        At its end date the role of a crossing is denied everything. Its plan is undone
        after the days of grace, where nobody has changed what it wrote. Until then one
        click takes the denial away.
      </p>
      <SettingSelect
        label="Remove an ended crossing after"
        options={offered.map((one) => ({ id: String(one), label: sayDays(one) }))}
        value={String(days)}
        mayChange={mayChange}
        set={(next) => set({ days: Number(next) })}
      />
    </>
  );
}
