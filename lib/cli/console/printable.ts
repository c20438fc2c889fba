/** Text of somebody else's making, for one line of a terminal: nothing in it moves the cursor. */
export const printable = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim();
