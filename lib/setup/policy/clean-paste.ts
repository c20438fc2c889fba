import { type CleanedText, cleanPastedJson } from '@/lib/iam/parse/clean-pasted';

/** A pasted JSON text without what web pages add; null when nothing was, or it is no JSON after all. */
export function cleanPaste(pasted: string): CleanedText | null {
  const cleaned = cleanPastedJson(pasted);
  if (cleaned.removed.length === 0) return null;
  try {
    JSON.parse(cleaned.text);
    return cleaned;
  } catch {
    return null;
  }
}
