'use client';

import { queryOptions } from '@tanstack/react-query';
import { useState } from 'react';
import { OpenedReset } from '@/lib/people/schema';
import { problemOfPassword } from './check-person';
import { openByLink } from './open-by-link';
import { postJson } from './post-json';

/** Whose password a link sets, by its secret; `gone` when it leads nowhere. */
export const resetQuery = (secret: string) =>
  queryOptions({
    queryKey: ['password-reset', secret],
    queryFn: () => openByLink('/api/v1/password-reset', secret, OpenedReset),
    retry: false,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Sets the password that is typed. */
export function useReset(secret: string) {
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const [isDone, setIsDone] = useState(false);

  async function send(): Promise<void> {
    const found = problemOfPassword(password);
    setProblem(found);
    setRefusal(null);
    if (found !== null) return;
    setIsBusy(true);
    const body = { secret, newPassword: password };
    const answer = await postJson('/api/v1/password-reset/use', body);
    setIsBusy(false);
    if (answer.ok) return setIsDone(true);
    const atField = answer.fields['newPassword'] ?? null;
    setProblem(atField);
    setRefusal(atField === null ? answer.message : null);
  }
  function change(next: string) {
    setPassword(next);
    setProblem(null);
  }
  return { password, change, problem, refusal, isBusy, isDone, send };
}
