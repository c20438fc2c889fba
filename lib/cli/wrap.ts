const PAGE_WIDTH = 80;
const WORDS_WIDTH_MIN = 40;

/**
 * Text as lines of at most 80 columns; a word that is longer stands whole.
 *
 * @param first what stands before the first line
 * @param next what stands before each further line
 */
export function wrap(text: string, first = '', next = first): string[] {
  const most = Math.max(PAGE_WIDTH - next.length, WORDS_WIDTH_MIN);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > most) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].map((one, at) => `${at === 0 ? first : next}${one}`);
}
