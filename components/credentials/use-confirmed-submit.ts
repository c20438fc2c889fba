'use client';

import { type FormEvent, useRef, useState } from 'react';
import { askToConfirm, hasToConfirm } from '@/components/step-up/confirm-store';
import type { RoleCard } from '@/lib/credentials/schema';

/**
 * Lets a form go at once, or once the person confirmed that it is them. A browser opens the tab
 * for a fresh click only: when theirs is too long ago by then, the button waits for another.
 */
export function useConfirmedSubmit(
  { roleArn, roleName, accountName, stepUp }: RoleCard,
  onOpened: (() => void) | undefined,
) {
  const input = useRef<HTMLInputElement>(null);
  const [isConfirmed, setIsConfirmed] = useState(false);

  function put(confirmation: string) {
    if (input.current) input.current.value = confirmation;
  }
  async function confirmFor(form: HTMLFormElement) {
    const secret = await askToConfirm(roleArn, `${roleName} in ${accountName}`);
    if (secret === null) return;
    put(secret);
    if (navigator.userActivation?.isActive === false) return setIsConfirmed(true);
    form.submit();
    put('');
    onOpened?.();
  }
  function submit(event: FormEvent<HTMLFormElement>) {
    const isReady = Boolean(input.current?.value) || !hasToConfirm(stepUp);
    if (!isReady) {
      event.preventDefault();
      void confirmFor(event.currentTarget);
      return;
    }
    setIsConfirmed(false);
    // The form is read once its handlers are through; the secret goes no second time.
    setTimeout(() => put(''), 0);
    onOpened?.();
  }
  return { input, isConfirmed, submit };
}
