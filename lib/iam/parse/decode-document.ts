import { findDuplicateKey } from './duplicate-keys';

export type DecodedDocument =
  | { ok: true; document: unknown }
  | { ok: false; problem: string };

/**
 * Reads a policy document as AWS hands it out: an object, JSON text, or URL-encoded JSON
 * text (the raw IAM API; the AWS CLI decodes it). Never throws.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicyVersion.html
 */
export function decodeDocument(source: unknown): DecodedDocument {
  if (typeof source !== 'string') return { ok: true, document: source };
  const text = decodePercent(source.trim());
  try {
    const document: unknown = JSON.parse(text);
    const duplicate = findDuplicateKey(text);
    if (duplicate === null) return { ok: true, document };
    return { ok: false, problem: `The key "${duplicate}" stands twice in one object.` };
  } catch {
    return { ok: false, problem: 'The document is not valid JSON.' };
  }
}

function decodePercent(text: string): string {
  if (!text.startsWith('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
