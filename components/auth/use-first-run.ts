'use client';

import { useState } from 'react';
import { type NewPerson, problemsOfPerson } from './check-person';
import { postJson } from './post-json';

const EMPTY: NewPerson = { name: '', email: '', password: '' };

export type FirstRun = ReturnType<typeof useFirstRun>;

export function useFirstRun(code: string | null) {
  const [person, setPerson] = useState(EMPTY);
  const [problems, setProblems] = useState<Partial<NewPerson>>({});
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const [isDone, setIsDone] = useState(false);

  async function create(): Promise<void> {
    const email = person.email.trim();
    const made = await postJson('/api/v1/first-run', { ...person, email, code });
    if (!made.ok) {
      setProblems(made.fields);
      const isAtField = ['name', 'email', 'password'].some((name) => name in made.fields);
      setRefusal(isAtField ? null : made.message);
      return;
    }
    const { password } = person;
    const signedIn = await postJson('/api/auth/sign-in/email', { email, password });
    setPerson(EMPTY);
    // The account stands; where signing in failed the sign-in page says why.
    if (signedIn.ok) setIsDone(true);
    else window.location.assign('/sign-in');
  }
  async function send(): Promise<void> {
    const found = problemsOfPerson(person);
    setProblems(found);
    setRefusal(null);
    if (Object.keys(found).length > 0) return;
    setIsBusy(true);
    await create();
    setIsBusy(false);
  }
  return {
    person,
    change: (next: Partial<NewPerson>) => {
      setPerson((before) => ({ ...before, ...next }));
      setProblems({});
    },
    problems,
    refusal,
    isBusy,
    isDone,
    send,
  };
}
