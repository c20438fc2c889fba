/**
 * A short sum of a text, eight hexadecimal digits: it shows that a text was cut off or
 * damaged by accident, and stops nobody who means harm.
 *
 * @param from where the text to sum begins
 * @see http://www.isthe.com/chongo/tech/comp/fnv/ (FNV-1a, here over UTF-16 units)
 */
export function checksumOf(text: string, from = 0): string {
  let sum = 0x811c9dc5;
  for (let at = from; at < text.length; at += 1) {
    sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
  }
  return (sum >>> 0).toString(16).padStart(8, '0');
}
