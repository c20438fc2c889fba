'use client';
import { askToConfirm } from '@/components/step-up/confirm-store';
import {
  ADMIN_STEP_UP_OPTIONS,
  STEP_UP_OPTIONS,
} from '@/components/step-up/step-up-options';
import { Button } from '@/components/ui/button';
import type { Outcome } from '@/components/ui/outcome';
import { showToast } from '@/components/ui/toast-store';
import { type AdminStepUp, LAXER_SUBJECT } from '@/lib/core/admin-step-up';
import { FLOOR_SUBJECT, isUnconfirmed, type StepUp } from '@/lib/core/step-up';
import { SettingSelect } from './setting-select';

type Confirmation = { confirmation?: string };

export type ConfirmingProps = {
  floor: StepUp;
  mayChange: boolean;
  set: (input: { floor: StepUp } & Confirmation) => Promise<Outcome<unknown>>;
  administering: {
    asks: AdminStepUp;
    mayChange: boolean;
    set: (input: { asks: AdminStepUp } & Confirmation) => Promise<Outcome<unknown>>;
  };
};

/** How often people show that it is them before they take a role, and a way to do so now. */
export function Confirming({ floor, mayChange, set, administering }: ConfirmingProps) {
  async function confirm() {
    const confirmation = await askToConfirm('confirming now', 'the next 12 hours');
    if (confirmation !== null)
      showToast({
        title: 'Confirmed for 12 hours.',
        detail: 'Here, and for the drawbridge command on your computers.',
      });
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
        set={(next) => change(FLOOR_SUBJECT, (more) => set({ floor: next, ...more }))}
      />
      <SettingSelect
        label="Ask again before administration"
        options={ADMIN_STEP_UP_OPTIONS}
        value={administering.asks}
        mayChange={administering.mayChange}
        set={(next) =>
          change(LAXER_SUBJECT, (more) => administering.set({ asks: next, ...more }))
        }
      />
      <p className="text-sm text-muted">
        Administration is giving access, changing people, accounts or settings, applying
        plans, and signing computers in. Having signed in counts as having confirmed.
      </p>
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

/** To ask for less takes a confirmation for just that; whoever leaves it is not asked again. */
async function change(
  subject: string,
  set: (more: Confirmation) => Promise<Outcome<unknown>>,
): Promise<Outcome<unknown>> {
  const first = await set({});
  if (first.ok || !isUnconfirmed(first.message)) return first;
  const confirmation = await askToConfirm(subject, subject);
  return confirmation === null
    ? { ok: false, message: first.message }
    : set({ confirmation });
}
