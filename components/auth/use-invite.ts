'use client';

import { queryOptions } from '@tanstack/react-query';
import { useState } from 'react';
import { OpenedInvite } from '@/lib/people/schema';
import { PASSWORD_HINT, problemsOfPerson } from './check-person';
import { openByLink } from './open-by-link';
import { postJson } from './post-json';

/** What an invite is about, by the secret of its link; `gone` when it leads nowhere. */
export const inviteQuery = (secret: string) =>
  queryOptions({
    queryKey: ['invite', secret],
    queryFn: () => openByLink('/api/v1/invite', secret, OpenedInvite),
    retry: false,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });

type Problems = Partial<Record<'name' | 'password', string>>;
export type Joining = ReturnType<typeof useJoin>;

/** Joins the workspace, then signs in with the same password. */
export function useJoin(secret: string, { email, hasAccount }: OpenedInvite) {
  const [person, setPerson] = useState({ name: '', password: '' });
  const [problems, setProblems] = useState<Problems>({});
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);

  async function join(): Promise<void> {
    const joined = await postJson('/api/v1/invite/accept', { secret, ...person });
    if (!joined.ok) {
      setProblems(joined.fields);
      const isAtField = ['name', 'password'].some((name) => name in joined.fields);
      return setRefusal(isAtField ? null : joined.message);
    }
    const { password } = person;
    const signedIn = await postJson('/api/auth/sign-in/email', { email, password });
    // They are a member now; where signing in failed the sign-in page says why.
    window.location.assign(signedIn.ok ? '/' : '/sign-in');
  }
  async function send(): Promise<void> {
    const found = problemsOf({ ...person, email }, hasAccount);
    setProblems(found);
    setRefusal(null);
    if (Object.keys(found).length > 0) return;
    setIsBusy(true);
    await join();
    setIsBusy(false);
  }
  return {
    person,
    change: (next: Partial<typeof person>) => {
      setPerson((before) => ({ ...before, ...next }));
      setProblems({});
    },
    problems,
    refusal,
    isBusy,
    send,
  };
}

function problemsOf(
  person: Parameters<typeof problemsOfPerson>[0],
  hasAccount: boolean,
): Problems {
  if (!hasAccount) return problemsOfPerson(person);
  return person.password === '' ? { password: 'Type your password.' } : {};
}

/** What is said of the password that is asked for. */
export const passwordHint = ({ hasAccount }: OpenedInvite): string =>
  hasAccount
    ? 'You have an account on this console: the password that you sign in with.'
    : PASSWORD_HINT;
