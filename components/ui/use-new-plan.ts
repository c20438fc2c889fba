'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { planPath } from '@/lib/core/links';
import { type Outcome, unreachable } from './outcome';

/** Has a plan made and opens it, or says why none was made. Nothing is written before it is applied. */
export function useNewPlan(ask: () => Promise<Outcome<{ planId: string }>>) {
  const router = useRouter();
  const [isBusy, setIsBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  async function plan() {
    setIsBusy(true);
    const answer = await ask().catch(() => unreachable('Nothing was planned'));
    setRefusal(answer.ok ? null : answer.message);
    if (answer.ok) router.push(planPath(answer.value.planId));
    else setIsBusy(false);
  }
  return { plan, isBusy, refusal };
}
