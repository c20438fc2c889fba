'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { askConfirmed } from '@/components/step-up/ask-confirmed';
import type { RevocationView } from '@/lib/credentials/schema';
import type { RevokeActions, RevokeWish } from './types';

const UNREACHABLE =
  'The console could not be reached. Look at the sessions before you try again.';

export type RevokeState = ReturnType<typeof useRevoke>;

/** One revocation, from the question to what came of it, and back. */
export function useRevoke(
  { revoke, restore }: RevokeActions,
  onChange: (view: RevocationView) => void = () => undefined,
) {
  const router = useRouter();
  const [view, setView] = useState<RevocationView | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);

  async function run(ask: () => ReturnType<RevokeActions['revoke']>) {
    setIsBusy(true);
    setRefusal(null);
    const answer = await askConfirmed(ask).catch(() => ({
      ok: false as const,
      message: UNREACHABLE,
    }));
    setIsBusy(false);
    if (!answer.ok) return setRefusal(answer.message);
    setView(answer.value);
    onChange(answer.value);
    router.refresh();
  }
  return {
    view,
    refusal,
    isBusy,
    canRestore: restore !== null,
    revoke: (wish: RevokeWish) => void run(() => revoke(wish)),
    restore: (revocationId: string) => {
      if (restore) void run(() => restore({ revocationId }));
    },
  };
}
