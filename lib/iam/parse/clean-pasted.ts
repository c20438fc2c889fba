export type CleanedText = {
  text: string;
  /** What was taken out or replaced, in plain words; empty when nothing was. */
  removed: string[];
};

type Cleaning = { name: string; clean: (text: string) => string };

const CLEANINGS: Cleaning[] = [
  {
    name: 'an invisible mark',
    clean: (text) => text.replace(/[\uFEFF\u200B-\u200D\u2060]/g, ''),
  },
  {
    name: 'non-breaking spaces',
    clean: (text) => text.replace(/[\u00A0\u2007\u202F]/g, ' '),
  },
  {
    name: 'Markdown fences',
    clean: (text) =>
      text.replace(/^\s*(?:```|~~~)[^\n{[]*\n?/, '').replace(/\n?\s*(?:```|~~~)\s*$/, ''),
  },
  {
    name: 'the words "jsonCopy code" before the document',
    clean: (text) => text.replace(/^\s*json\s*copy(?:\s*code)?\s*(?=[{[])/i, ''),
  },
  {
    name: 'the words "Copy code" before the document',
    clean: (text) => text.replace(/^\s*copy(?:\s*code)?\s*(?=[{[])/i, ''),
  },
  {
    name: 'the word "json" before the document',
    clean: (text) => text.replace(/^\s*json\s*(?=[{[])/i, ''),
  },
];

/**
 * Takes out what copying from a web page adds to a JSON document, so that it can be parsed.
 * Text that already is JSON stays as it is but for invisible marks around it.
 */
export function cleanPastedJson(pasted: string): CleanedText {
  let text = pasted;
  const removed: string[] = [];
  for (const { name, clean } of CLEANINGS) {
    if (isJson(text)) break;
    const cleaned = clean(text);
    if (cleaned !== text) removed.push(name);
    text = cleaned;
  }
  if (!isJson(text) && /[“”„‟«»]/.test(text)) {
    text = text.replace(/[“”„‟«»]/g, '"');
    removed.push('curly quotes');
  }
  if (!isJson(text) && /[‘’]/.test(text)) {
    text = text.replace(/[‘’]/g, "'");
    removed.push('curly apostrophes');
  }
  return { text: text.trim(), removed };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
