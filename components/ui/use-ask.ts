import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { type Outcome, unreachable } from '@/components/ui/outcome';
import { showToast } from '@/components/ui/toast-store';

type Question = {
  /** Which button asks. */
  id: string;
  ask: () => Promise<Outcome<unknown>>;
  /** What to say when it went well. */
  done: string;
};

/** One question to the console at a time, and its refusal until the next. */
export function useAsk() {
  const router = useRouter();
  const [busyId, setBusyId] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);

  async function put({ id, ask, done }: Question): Promise<boolean> {
    setBusyId(id);
    setRefusal(null);
    const answer = await ask().catch(() => unreachable('Nothing was changed'));
    setBusyId(null);
    if (answer.ok) showToast({ title: done });
    else setRefusal(answer.message);
    router.refresh();
    return answer.ok;
  }
  return { busyId, refusal, put };
}
