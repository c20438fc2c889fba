'use client';

import { useEffect, useRef } from 'react';
import { StartCards } from '@/components/inventory/start-cards';

/** What to do first, once the account is made. */
export function FirstChoice() {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        Where would you like to start?
      </h1>
      <p className="mt-1.5 text-muted">
        You are signed in. Drawbridge only reads until you apply a plan yourself; both can
        be had later.
      </p>
      <StartCards practiceHref="/" connectHref="/settings/accounts/connect" />
    </>
  );
}
