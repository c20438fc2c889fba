import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { makeOnce } from '@/lib/server/make-once';
import { seal, unseal } from '@/lib/server/seal';
import { readIfThere, writePrivate } from './private-file';

/** A file that only the holder of a key file beside it can read. */
export type SealedFile = {
  file: string;
  keyFile: string;
  /** What the content belongs to: sealed for one purpose it does not open for another. */
  purpose: string;
};

function keyOf(keyFile: string): Buffer {
  makeOnce(keyFile, randomBytes(32).toString('hex'));
  return Buffer.from(readFileSync(keyFile, 'utf8'), 'hex');
}

export function writeSealed({ file, keyFile, purpose }: SealedFile, text: string): void {
  writePrivate(file, seal(keyOf(keyFile), purpose, text));
}

/** The content; null when there is none, or it was not sealed with this key for this purpose. */
export function readSealed({ file, keyFile, purpose }: SealedFile): string | null {
  try {
    const key = Buffer.from(readIfThere(keyFile) ?? '', 'hex');
    return unseal(key, purpose, readIfThere(file) ?? '');
  } catch {
    return null;
  }
}
