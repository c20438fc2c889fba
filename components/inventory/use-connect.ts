'use client';

import { useEffect, useState } from 'react';
import { askConfirmed } from '@/components/step-up/ask-confirmed';
import { accountPath } from '@/lib/core/links';
import type { PreparedConnection } from '@/lib/inventory/schema';
import {
  type ConnectForm,
  cleanAccountId,
  EMPTY_FORM,
  inputOf,
  problemsOf,
} from './connect-fields';
import type { ConnectAccount, PrepareConnection } from './types';

const STORAGE_KEY = 'drawbridge-connect';

type Wiring = { connect: ConnectAccount; prepare: PrepareConnection };

/** The form of a new connection: kept over a reload, checked here and then by AWS. */
export function useConnect({ connect, prepare }: Wiring) {
  const { form, change, forget } = useKeptForm();
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [refusal, setRefusal] = useState<string | null>(null);
  const [prepared, setPrepared] = useState<PreparedConnection | null>(null);
  const [busy, setBusy] = useState<'prepare' | 'connect' | null>(null);
  const accountId = cleanAccountId(form.accountId);

  function refuse(answer: { message: string; fields?: Record<string, string> }) {
    setProblems(answer.fields ?? {});
    setRefusal(answer.fields ? null : answer.message);
  }
  async function makeExternalId() {
    setBusy('prepare');
    setRefusal(null);
    const answer = await prepare({ accountId });
    setBusy(null);
    if (!answer.ok) return refuse(answer);
    setPrepared(answer.value);
    const [hub] = answer.value.hubs;
    if (hub && form.hubAccountId === '') change({ hubAccountId: hub.accountId });
  }
  async function send() {
    const found = problemsOf(form);
    setProblems(found);
    setRefusal(null);
    if (Object.keys(found).length > 0) return;
    setBusy('connect');
    const answer = await askConfirmed(() => connect(inputOf(form)));
    setBusy(null);
    if (!answer.ok) return refuse(answer);
    forget();
    // The connection may open another workspace: nothing of this one may stay on screen.
    window.location.assign(accountPath(accountId));
  }
  function type(next: Partial<ConnectForm>) {
    change(next);
    setProblems((before) => without(before, Object.keys(next)));
  }
  // What was prepared belongs to one account; another id asks anew.
  const ready = prepared?.accountId === accountId ? prepared : null;
  return { form, type, problems, refusal, busy, prepared: ready, makeExternalId, send };
}

export type ConnectState = ReturnType<typeof useConnect>;

const without = (problems: Record<string, string>, names: readonly string[]) =>
  Object.fromEntries(Object.entries(problems).filter(([name]) => !names.includes(name)));

function useKeptForm() {
  const [form, setForm] = useState(EMPTY_FORM);
  useEffect(() => {
    const kept = sessionStorage.getItem(STORAGE_KEY);
    if (kept) setForm({ ...EMPTY_FORM, ...(JSON.parse(kept) as Partial<ConnectForm>) });
  }, []);
  return {
    form,
    change: (next: Partial<ConnectForm>) =>
      setForm((before) => {
        const after = { ...before, ...next };
        sessionStorage.setItem(STORAGE_KEY, JSON.stringify(after));
        return after;
      }),
    forget: () => sessionStorage.removeItem(STORAGE_KEY),
  };
}
