'use client';

import { useEffect, useState } from 'react';
import { copyText } from '@/components/ui/copy-text';
import type {
  CredentialFormat,
  IssuedCredentials,
  RoleCard,
} from '@/lib/credentials/schema';
import type { Limits } from './limits';
import { requestConfirmed } from './request-confirmed';
import { createSecretHold } from './secret-hold';
import { type LiveSession, sessionOf } from './types';
import { COPY_REFUSED, sayCopied } from './use-terminal-copy';

const browserTimers = {
  set: (run: () => void, delayMs: number) => setTimeout(run, delayMs),
  clear: (timer: unknown) => clearTimeout(timer as number),
};

type Wanted = {
  role: RoleCard;
  endpoint: string;
  durationSeconds: number;
  limits: Limits;
  onIssued: (session: LiveSession) => void;
};

type Busy = 'copy' | 'reveal' | null;

/** The keys of one open drawer: fetched on Copy or Reveal, held a minute, wiped on leaving. */
export function useHeldKeys(wanted: Wanted) {
  const { hold, isRevealed, setIsRevealed, isWiped, setIsWiped } = useHold();
  const { busy, error, run } = useRun();

  async function take(): Promise<IssuedCredentials> {
    const held = hold.read();
    if (held) return held;
    const { role, endpoint, durationSeconds, limits } = wanted;
    const issued = await requestConfirmed(endpoint, role, { durationSeconds, ...limits });
    if (!issued.ok) throw new Error(issued.error, { cause: REFUSED });
    hold.put(issued.value);
    setIsWiped(false);
    wanted.onIssued(sessionOf(role, new Date().toISOString(), issued.value));
    return issued.value;
  }
  async function copyAs(format: CredentialFormat) {
    await copyText(async () => (await take()).formats[format]);
    const expiresAt = hold.read()?.expiresAt;
    if (expiresAt) sayCopied(wanted.role, format, expiresAt);
  }
  return {
    busy,
    error,
    isWiped,
    isRevealed,
    /** The text as it would be copied; null until it was revealed. */
    textOf: (format: CredentialFormat) =>
      isRevealed ? (hold.read()?.formats[format] ?? null) : null,
    copy: (format: CredentialFormat) => run('copy', () => copyAs(format)),
    reveal: () => run('reveal', () => take().then(() => setIsRevealed(true))),
    hide: () => setIsRevealed(false),
  };
}

function useHold() {
  const [isRevealed, setIsRevealed] = useState(false);
  const [isWiped, setIsWiped] = useState(false);
  const [hold] = useState(() => createSecretHold(noteWipe, browserTimers));
  useEffect(() => hold.wipe, [hold]);

  function noteWipe() {
    setIsRevealed(false);
    setIsWiped(true);
  }
  return { hold, isRevealed, setIsRevealed, isWiped, setIsWiped };
}

/** Marks an error whose message is a sentence of ours; any other is the clipboard's refusal. */
const REFUSED = 'refused';

function useRun() {
  const [busy, setBusy] = useState<Busy>(null);
  const [error, setError] = useState<string | null>(null);

  async function run(what: Exclude<Busy, null>, work: () => Promise<void>) {
    setBusy(what);
    setError(null);
    try {
      await work();
    } catch (cause) {
      const isOurs = cause instanceof Error && cause.cause === REFUSED;
      setError(isOurs ? cause.message : COPY_REFUSED);
    }
    setBusy(null);
  }
  return { busy, error, run };
}
