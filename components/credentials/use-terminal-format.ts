'use client';

import { useSyncExternalStore } from 'react';
import { CredentialFormat } from '@/lib/credentials/schema';

const STORAGE_KEY = 'drawbridge-terminal';
const DEFAULT: CredentialFormat = 'bash';
const listeners = new Set<() => void>();

function read(): CredentialFormat {
  try {
    const kept = CredentialFormat.safeParse(localStorage.getItem(STORAGE_KEY));
    return kept.success ? kept.data : DEFAULT;
  } catch {
    return DEFAULT;
  }
}

function choose(format: CredentialFormat): void {
  try {
    localStorage.setItem(STORAGE_KEY, format);
  } catch {
    // A browser that keeps nothing still copies; it only forgets the choice.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The shell that this person pastes into, remembered by this browser. */
export function useTerminalFormat() {
  const format = useSyncExternalStore(subscribe, read, () => DEFAULT);
  return { format, choose };
}
