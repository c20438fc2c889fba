/** Where a cursor stands in the JSON of a policy, however unfinished the text is. */
export type CursorPlace = {
  /** Keys and list positions of what the cursor is in: `['Statement', 0, 'Action', 1]`. */
  path: (string | number)[];
  /** What belongs there: the key of an object, or a value. */
  role: 'key' | 'value';
  /** From the opening quote, or from the cursor when there is none, to the cursor. */
  typed: string;
  isQuoted: boolean;
  /** What a completion takes the place of, quotes included. */
  from: number;
  to: number;
  /** Where the statement begins that the cursor is in. */
  statementFrom: number | null;
  /** Keys that stand in the object before the cursor. */
  keysBefore: string[];
};

type Frame = {
  kind: 'object' | 'list';
  from: number;
  keys: string[];
  /** Position in a list. */
  index: number;
  expects: 'key' | 'colon' | 'value' | 'comma';
};

type Reading = { frames: Frame[]; openQuote: number | null };

/** The place of a cursor; null where nothing can be completed, as behind a finished value. */
export function cursorPlace(text: string, cursor: number): CursorPlace | null {
  const { frames, openQuote } = readUpTo(text, cursor);
  const frame = frames.at(-1);
  if (!frame || (frame.expects !== 'key' && frame.expects !== 'value')) return null;
  const isQuoted = openQuote !== null;
  const start = openQuote ?? wordStart(text, cursor);
  return {
    path: pathOf(frames),
    role: frame.expects,
    typed: text.slice(isQuoted ? start + 1 : start, cursor),
    isQuoted,
    from: start,
    to: isQuoted ? endOfText(text, cursor) : cursor,
    statementFrom: statementOf(frames)?.from ?? null,
    keysBefore: frame.keys,
  };
}

/** Letters typed without a quote before them are the beginning of a text as well. */
function wordStart(text: string, cursor: number): number {
  const word = /[A-Za-z][\w:*-]*$/.exec(text.slice(0, cursor))?.[0] ?? '';
  return cursor - word.length;
}

function readUpTo(text: string, cursor: number): Reading {
  const frames: Frame[] = [];
  for (let at = 0; at < cursor; at += 1) {
    if (text[at] !== '"') {
      step(frames, text[at] ?? '', at);
      continue;
    }
    const end = endOfQuoted(text, at);
    if (end >= cursor) return { frames, openQuote: at };
    noteText(frames.at(-1), text.slice(at + 1, end));
    at = end;
  }
  return { frames, openQuote: null };
}

/** The closing quote, or the end of the line where it is missing. */
function endOfQuoted(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"' && text[at] !== '\n')
    at += text[at] === '\\' ? 2 : 1;
  return at;
}

function step(frames: Frame[], char: string, at: number): void {
  const top = frames.at(-1);
  if (char === '{' || char === '[') open(frames, char, at);
  else if (char === '}' || char === ']') close(frames);
  else if (char === ':' && top) top.expects = 'value';
  else if (char === ',' && top) goOn(top);
}

function close(frames: Frame[]): void {
  frames.pop();
  const outer = frames.at(-1);
  if (outer) outer.expects = 'comma';
}

function goOn(frame: Frame): void {
  frame.expects = frame.kind === 'object' ? 'key' : 'value';
  frame.index += 1;
}

function open(frames: Frame[], char: string, from: number): void {
  const isObject = char === '{';
  frames.push({
    kind: isObject ? 'object' : 'list',
    from,
    keys: [],
    index: 0,
    expects: isObject ? 'key' : 'value',
  });
}

function noteText(frame: Frame | undefined, content: string): void {
  if (!frame) return;
  if (frame.expects === 'key') {
    frame.keys.push(content);
    frame.expects = 'colon';
  } else frame.expects = 'comma';
}

function pathOf(frames: Frame[]): (string | number)[] {
  return frames.flatMap(({ kind, keys, index, expects }, depth): (string | number)[] => {
    if (kind === 'list') return [index];
    const isInner = depth === frames.length - 1;
    const key = keys.at(-1);
    return (isInner && expects === 'key') || key === undefined ? [] : [key];
  });
}

const STATEMENT = /^(?:Statement(?:\/\d+)?|\d+)$/;

/** The object in `Statement`, or in a list of statements that stands alone. */
const statementOf = (frames: Frame[]): Frame | undefined =>
  frames.find(
    ({ kind }, depth) =>
      kind === 'object' && STATEMENT.test(pathOf(frames.slice(0, depth)).join('/')),
  );

/** Behind the rest of a text that is closed; text that something else follows is not closed. */
function endOfText(text: string, cursor: number): number {
  const rest = /^[^\s",{}[\]]*"/.exec(text.slice(cursor))?.[0] ?? '';
  return cursor + rest.length;
}
