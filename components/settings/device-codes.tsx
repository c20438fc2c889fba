'use client';
import type { Outcome } from '@/components/ui/outcome';
import { SettingSelect } from './setting-select';

export type DeviceCodesProps = {
  isAllowed: boolean;
  mayChange: boolean;
  set: (input: { isAllowed: boolean }) => Promise<Outcome<unknown>>;
};

const CHOICES = [
  { id: 'off', label: 'Only by a browser on the same computer' },
  { id: 'on', label: 'By a typed code as well' },
] as const;

/** Whether `drawbridge login --device` works here: a code can be talked out of somebody. */
export function DeviceCodes({ isAllowed, mayChange, set }: DeviceCodesProps) {
  return (
    <>
      <p className="text-muted">
        A code signs in a computer without a browser, such as a server one is logged in
        to. Somebody may be talked into typing the code of a stranger’s computer, so codes
        are off unless they are needed.
      </p>
      <SettingSelect
        label="Computers sign in"
        options={CHOICES}
        value={isAllowed ? 'on' : 'off'}
        mayChange={mayChange}
        set={(next) => set({ isAllowed: next === 'on' })}
      />
    </>
  );
}
