'use client';

import { useSyncExternalStore } from 'react';
import type { CredentialFormat } from '@/lib/credentials/schema';
import { isFormat } from './terminal-formats';

const STORAGE_KEY = 'drawbridge-terminal';
const DEFAULT: CredentialFormat = 'bash';
const listeners = new Set<() => void>();

function read(): CredentialFormat {
  try {
    const kept = localStorage.getItem(STORAGE_KEY);
    return isFormat(kept) ? kept : DEFAULT;
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
