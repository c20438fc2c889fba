/**
 * A policy document as text, byte for byte as AWS keeps it. IAM sends documents URL-encoded
 * (RFC 3986); text that already is JSON is left alone.
 */
export function decodeDocument(document: string | undefined): string {
  const text = document ?? '';
  if (/^\s*[{["]/.test(text)) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
