'use client';
import { askToConfirm } from '@/components/step-up/confirm-store';
import { STEP_UP_OPTIONS } from '@/components/step-up/step-up-options';
import { Button } from '@/components/ui/button';
import type { Outcome } from '@/components/ui/outcome';
import { showToast } from '@/components/ui/toast-store';
import { FLOOR_SUBJECT, isUnconfirmed, type StepUp } from '@/lib/core/step-up';
import { SettingSelect } from './setting-select';

export type ConfirmingProps = {
  floor: StepUp;
  mayChange: boolean;
  set: (input: { floor: StepUp; confirmation?: string }) => Promise<Outcome<unknown>>;
};

/** How often people show that it is them before they take a role, and a way to do so now. */
export function Confirming({ floor, mayChange, set }: ConfirmingProps) {
  async function confirm() {
    const confirmation = await askToConfirm('confirming now', 'the next 12 hours');
    if (confirmation !== null)
      showToast({
        title: 'Confirmed for 12 hours.',
        detail: 'Here, and for the drawbridge command on your computers.',
      });
  }
  async function setFloor(next: StepUp): Promise<Outcome<unknown>> {
    const first = await set({ floor: next });
    if (first.ok || !isUnconfirmed(first.message)) return first;
    const confirmation = await askToConfirm(FLOOR_SUBJECT, FLOOR_SUBJECT);
    return confirmation === null ? first : set({ floor: next, confirmation });
  }
  return (
    <>
      <p className="text-muted">
        A grant can ask its holder to type the password again before a role is taken. This
        is the least that every grant asks for.
      </p>
      <SettingSelect
        label="People confirm"
        options={STEP_UP_OPTIONS}
        value={floor}
        mayChange={mayChange}
        set={setFloor}
      />
      <p className="text-sm text-muted">
        The <code>drawbridge</code> command cannot ask for a password. What is confirmed
        every 12 hours it takes once you confirmed here.
      </p>
      <div>
        <Button onPress={() => void confirm()}>Confirm now</Button>
      </div>
    </>
  );
}
