import type { Comparison } from './string';

/** Compares the bytes that two base64 texts stand for. */
export const binaryEquals: Comparison = (wanted, got) => {
  const bytes = decodeBase64(wanted.text);
  return bytes !== null && bytes === decodeBase64(got);
};

function decodeBase64(text: string): string | null {
  try {
    return atob(text);
  } catch {
    return null;
  }
}
