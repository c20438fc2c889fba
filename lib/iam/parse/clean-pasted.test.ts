import { describe, expect, it } from 'vitest';
import { cleanPastedJson } from './clean-pasted';

const DOCUMENT = '{"Version": "2012-10-17", "Statement": []}';

describe('pasting a policy from a web page', () => {
  it.each([
    [DOCUMENT, []],
    [`jsonCopy code${DOCUMENT}`, ['the words "jsonCopy code" before the document']],
    [`json\n${DOCUMENT}`, ['the word "json" before the document']],
    [`\`\`\`json\n${DOCUMENT}\n\`\`\``, ['Markdown fences']],
    [DOCUMENT.replaceAll('"', '”'), ['curly quotes']],
    [DOCUMENT.replaceAll(' ', '\u00A0'), ['non-breaking spaces']],
    [`\uFEFF${DOCUMENT}`, ['an invisible mark']],
    [
      `\`\`\`\njsonCopy code\n${DOCUMENT.replaceAll('"', '“')}\n\`\`\``,
      [
        'Markdown fences',
        'the words "jsonCopy code" before the document',
        'curly quotes',
      ],
    ],
  ])('T8: makes %j readable and says what it took out', (pasted, removed) => {
    const cleaned = cleanPastedJson(pasted);
    expect(JSON.parse(cleaned.text)).toEqual(JSON.parse(DOCUMENT));
    expect(cleaned.removed).toEqual(removed);
  });

  it('keeps curly quotes that stand inside a good document', () => {
    const good = '{"Sid": "the “best” one"}';
    expect(cleanPastedJson(good)).toEqual({ text: good, removed: [] });
  });

  it('leaves text that cannot be saved for the reader to see', () => {
    expect(cleanPastedJson('{"Version": ').text).toBe('{"Version":');
  });
});
