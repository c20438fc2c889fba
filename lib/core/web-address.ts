/**
 * The address that a text is, where a browser may be led to it: `https:` or `http:` alone, and
 * nobody's name before the host. Null for any other text.
 */
export function webAddressOf(text: string): string | null {
  const typed = text.trim();
  if (!/^https?:\/\/\S+$/i.test(typed) || !URL.canParse(typed)) return null;
  const { username, password, href } = new URL(typed);
  return username === '' && password === '' ? href : null;
}
