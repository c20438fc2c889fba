/**
 * Text as it was meant: without the spaces, the quotation marks and the invisible characters
 * that come along when something is copied from a page or a chat.
 */
export const cleanTyped = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/\u00a0/g, ' ')
    .trim()
    .replace(/^["'`\u2018-\u201f\u00ab\u00bb]+|["'`\u2018-\u201f\u00ab\u00bb,;]+$/g, '')
    .trim();
