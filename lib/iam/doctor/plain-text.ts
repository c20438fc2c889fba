/** Longer text is a log, not a message: the end is not looked at. */
export const DENIAL_CHARACTERS_MAX = 20_000;

// A terminal's colours start with the escape character itself.
// biome-ignore lint/suspicious/noControlCharactersInRegex: see above
const COLOURS = /\u001b\[[0-9;]{0,20}m/g;
/** What terminals, mails and Terraform put at the beginning of a line. */
const LINE_MARKS = /^[ \t]*[│╷╵|>]+[ \t]?/gm;

const ESCAPES: [RegExp, string][] = [
  [/\\r|\\n|\\t/g, ' '],
  [/\\"/g, '"'],
  [/&quot;|&#34;/g, '"'],
  [/&apos;|&#39;/g, "'"],
  [/&lt;/g, '<'],
  [/&gt;/g, '>'],
  // Last, or `&amp;lt;` would be taken for two.
  [/&amp;/g, '&'],
];

/** A pasted message as AWS wrote it: without colours, frames, escapes and line breaks. */
export function plainText(pasted: string): string {
  const bare = pasted
    .slice(0, DENIAL_CHARACTERS_MAX)
    .replace(COLOURS, '')
    .replace(LINE_MARKS, '');
  return ESCAPES.reduce((text, [escaped, meant]) => text.replace(escaped, meant), bare)
    .replace(/\s+/g, ' ')
    .trim();
}
