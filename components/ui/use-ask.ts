import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { askConfirmed } from '@/components/step-up/ask-confirmed';
import { type Outcome, unreachable } from './outcome';
import { showToast, type Toast } from './toast-store';

type Question<T> = {
  /** Which button asks. */
  id: string;
  ask: () => Promise<Outcome<T>>;
  /** What to say when it went well. */
  done: string | ((value: T) => Toast);
};

type Refused = Extract<Outcome<never>, { ok: false }>;

/** One question to the console at a time, and its refusal until the next. */
export function useAsk(whenUnreachable = 'Nothing was changed') {
  const router = useRouter();
  const [busyId, setBusyId] = useState<string | null>(null);
  const [refused, setRefused] = useState<Refused | null>(null);

  async function put<T>({ id, ask, done }: Question<T>): Promise<boolean> {
    setBusyId(id);
    setRefused(null);
    const answer = await askConfirmed(ask).catch(() => unreachable(whenUnreachable));
    setBusyId(null);
    if (answer.ok)
      showToast(typeof done === 'string' ? { title: done } : done(answer.value));
    else setRefused(answer);
    // Without a console to read from, a refresh leaves the page, and what was typed with it.
    if (answer.ok || answer.kind !== 'unreachable') router.refresh();
    return answer.ok;
  }
  return {
    busyId,
    isBusy: busyId !== null,
    refusal: refused?.message ?? null,
    fields: refused?.fields ?? {},
    put,
    forget: () => setRefused(null),
  };
}
