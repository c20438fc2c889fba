const ACTION = /"([\w-]+:[\w*?-]+)"/g;

/** What one statement of an unfinished text names in the form of actions, and their services. */
export function statementActions(text: string, from: number): string[] {
  const statement = text.slice(from, endOfObject(text, from));
  return [...statement.matchAll(ACTION)].flatMap(([, action]) => action ?? []);
}

const TEXT_OR_BRACE = /"(?:\\.|[^"\\])*"?|[{}]/g;

/** Behind the brace that closes an object; the end of the text where none does. */
function endOfObject(text: string, from: number): number {
  let depth = 0;
  for (const { 0: token, index } of text.slice(from).matchAll(TEXT_OR_BRACE)) {
    if (token === '{') depth += 1;
    else if (token === '}') depth -= 1;
    if (depth === 0) return from + index + 1;
  }
  return text.length;
}
