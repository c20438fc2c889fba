'use client';

import { useState } from 'react';
import { copyText } from '@/components/ui/copy-text';
import { formatTime } from '@/components/ui/format-time';
import { showToast } from '@/components/ui/toast-store';
import type { CredentialFormat, RoleCard } from '@/lib/credentials/schema';
import { requestConfirmed } from './request-confirmed';
import { labelOfFormat } from './terminal-formats';
import { defaultDuration, type LiveSession, sessionOf } from './types';

export type CopyStep = 'asking' | 'copying' | 'copied';

export const COPY_REFUSED =
  'The browser did not let this page use the clipboard. Open the role and choose Reveal.';

const DONE_MS = 2_000;

type Reports = {
  onIssued: (session: LiveSession) => void;
  onRefused: (roleArn: string, sentence: string | null) => void;
};

/** Takes keys and puts them on the clipboard in one click; the page never keeps them. */
export function useTerminalCopy(endpoint: string, { onIssued, onRefused }: Reports) {
  const { stepOf, setStep } = useSteps();

  async function copy(role: RoleCard, format: CredentialFormat) {
    const { roleArn } = role;
    let refusal = COPY_REFUSED;
    let expiresAt = '';
    async function fetchText(): Promise<string> {
      const durationSeconds = defaultDuration(role);
      const issued = await requestConfirmed(endpoint, role, { durationSeconds });
      if (!issued.ok) {
        refusal = issued.error;
        throw new Error(refusal);
      }
      setStep(roleArn, 'copying');
      expiresAt = issued.value.expiresAt;
      onIssued(sessionOf(role, new Date().toISOString(), issued.value));
      return issued.value.formats[format];
    }
    setStep(roleArn, 'asking');
    onRefused(roleArn, null);
    try {
      await copyText(fetchText);
      setStep(roleArn, 'copied');
      sayCopied(role, format, expiresAt);
      setTimeout(() => setStep(roleArn, null), DONE_MS);
    } catch {
      setStep(roleArn, null);
      onRefused(roleArn, refusal);
    }
  }
  return { copy, stepOf };
}

function useSteps() {
  const [steps, setSteps] = useState<ReadonlyMap<string, CopyStep>>(new Map());
  function setStep(roleArn: string, step: CopyStep | null) {
    setSteps((before) => {
      const next = new Map(before);
      if (step) next.set(roleArn, step);
      else next.delete(roleArn);
      return next;
    });
  }
  return { setStep, stepOf: (roleArn: string) => steps.get(roleArn) ?? null };
}

export function sayCopied(role: RoleCard, format: CredentialFormat, expiresAt: string) {
  showToast({
    title: `${role.roleName} in ${role.accountName} copied for ${labelOfFormat(format)}.`,
    detail: `Paste it in a terminal. It ends ${formatTime(expiresAt, 'time', undefined)}.`,
  });
}
