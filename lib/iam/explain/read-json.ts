type JsonPath = readonly (string | number)[];

/** Where one value of a JSON text begins, and what it is; containers have no text yet. */
export type JsonPlace = {
  at: number;
  path: JsonPath;
  /** Undefined for an object or a list. */
  scalar: string | number | boolean | null | undefined;
  /** Its key stands in the same object before. */
  isRepeated: boolean;
};

type JsonFault = { at: number; message: string };

export type ReadJson = {
  /** What was read: the whole value, or what stands before the fault. */
  value: unknown;
  places: JsonPlace[];
  fault: JsonFault | null;
};

type Reader = { text: string; at: number; places: JsonPlace[]; fault: JsonFault | null };
type Container = Record<string, unknown> | unknown[];

/** Policies are shallow; a text nested deeper than this is none. */
const DEPTH_MAX = 64;

/**
 * Reads a JSON text and notes where each of its values begins. A text that is not JSON gives
 * what stands before its first fault. Never throws.
 */
export function readJson(text: string): ReadJson {
  const reader: Reader = { text, at: 0, places: [], fault: null };
  const root: unknown[] = [];
  readValue(reader, root, [], false);
  skipSpace(reader);
  if (!reader.fault && reader.at < text.length) {
    fail(reader, 'The document ends here, but more text follows.');
  }
  return { value: root[0], places: reader.places, fault: reader.fault };
}

function fail(reader: Reader, message: string): void {
  reader.fault ??= { at: reader.at, message };
}

function skipSpace(reader: Reader): void {
  while (/^[ \t\r\n]$/.test(reader.text[reader.at] ?? '')) reader.at += 1;
}

/** Reads one value and puts it into the container, before its own members are read. */
function readValue(
  reader: Reader,
  into: Container,
  path: JsonPath,
  isRepeated: boolean,
): void {
  skipSpace(reader);
  const { at, text } = reader;
  const first = text[at];
  if (path.length > DEPTH_MAX) {
    fail(reader, 'The document is nested deeper than a policy can be.');
  } else if (first === '{' || first === '[') {
    const container: Container = first === '{' ? Object.create(null) : [];
    reader.places.push({ at, path, scalar: undefined, isRepeated });
    put(into, path, container);
    reader.at += 1;
    readMembers(reader, container, path);
  } else {
    const scalar = readScalar(reader);
    if (scalar === undefined) return;
    reader.places.push({ at, path, scalar, isRepeated });
    put(into, path, scalar);
  }
}

function put(into: Container, path: JsonPath, value: unknown): void {
  if (Array.isArray(into)) into.push(value);
  else into[String(path.at(-1))] = value;
}

function readMembers(reader: Reader, container: Container, path: JsonPath): void {
  const end = Array.isArray(container) ? ']' : '}';
  skipSpace(reader);
  if (takes(reader, end)) return;
  while (!reader.fault) {
    readMember(reader, container, path);
    if (reader.fault) return;
    skipSpace(reader);
    if (takes(reader, end)) return;
    if (!takes(reader, ',')) fail(reader, `Expected "," or "${end}" here.`);
  }
}

function readMember(reader: Reader, container: Container, path: JsonPath): void {
  if (Array.isArray(container)) {
    readValue(reader, container, [...path, container.length], false);
    return;
  }
  skipSpace(reader);
  const key = reader.text[reader.at] === '"' ? readScalar(reader) : undefined;
  if (typeof key !== 'string') {
    fail(reader, 'Expected a key in double quotes here.');
    return;
  }
  skipSpace(reader);
  if (!takes(reader, ':')) fail(reader, `Expected ":" after the key "${key}".`);
  else readValue(reader, container, [...path, key], key in container);
}

function takes(reader: Reader, wanted: string): boolean {
  const isThere = reader.text[reader.at] === wanted;
  if (isThere) reader.at += 1;
  return isThere;
}

/** Text, a number, true, false or null; undefined, with a fault, for anything else. */
function readScalar(reader: Reader): JsonPlace['scalar'] {
  const { text, at } = reader;
  const end = text[at] === '"' ? endOfString(text, at) : endOfWord(text, at);
  const scalar = parseScalar(text.slice(at, end));
  if (scalar === undefined) fail(reader, sayScalarFault(text, at));
  else reader.at = end;
  return scalar;
}

function sayScalarFault(text: string, at: number): string {
  if (at >= text.length) return 'The document ends too early.';
  return text[at] === '"'
    ? 'This text has no end, or a character that JSON does not allow.'
    : 'Expected a value here.';
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"' && text[at] !== '\n') {
    at += text[at] === '\\' ? 2 : 1;
  }
  return at + 1;
}

function endOfWord(text: string, start: number): number {
  let at = start;
  while (/^[\w.+-]$/.test(text[at] ?? '')) at += 1;
  return at;
}

function parseScalar(text: string): JsonPlace['scalar'] {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
