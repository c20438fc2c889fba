type Frame = { keys: Set<string> | null; expectsKey: boolean };

/**
 * First key that one object of a JSON text names twice; null when there is none.
 * `JSON.parse` keeps the last one in silence, AWS refuses the document.
 * Expects text that `JSON.parse` accepts.
 */
export function findDuplicateKey(text: string): string | null {
  const frames: Frame[] = [];
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] !== '"') {
      enterOrLeave(frames, text[at]);
      continue;
    }
    const end = endOfString(text, at);
    const duplicate = noteKey(frames.at(-1), text.slice(at, end + 1));
    if (duplicate !== null) return duplicate;
    at = end;
  }
  return null;
}

function enterOrLeave(frames: Frame[], char: string | undefined): void {
  const top = frames.at(-1);
  if (char === '{') frames.push({ keys: new Set(), expectsKey: true });
  else if (char === '[') frames.push({ keys: null, expectsKey: false });
  else if (char === '}' || char === ']') frames.pop();
  else if (char === ':' && top) top.expectsKey = false;
  else if (char === ',' && top) top.expectsKey = top.keys !== null;
}

function noteKey(frame: Frame | undefined, literal: string): string | null {
  if (!frame?.keys || !frame.expectsKey) return null;
  const key = String(JSON.parse(literal));
  if (frame.keys.has(key)) return key;
  frame.keys.add(key);
  return null;
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
}
