import {
  closeSync,
  fchmodSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readSync,
  renameSync,
  writeSync,
} from 'node:fs';
import type { PracticeStateStore } from '@/lib/ports';

/**
 * A file that keeps texts under names. What is saved is added to its end, so that a change
 * costs its own size; a later text replaces an earlier one of the same name. A process that
 * is killed while it writes leaves a torn end, which the next one cuts off.
 */
const MAGIC = 'drawbridge-practice-state 1\n';
const HEADER_BYTES_MAX = 4096;
/** Replaced texts are dropped once they are more than the others, and not before this much. */
const GARBAGE_BYTES_MIN = 16 * 1024 * 1024;

type Place = { at: number; bytes: number };
type File = { path: string; fd: number; end: number; places: Map<string, Place> };

function readAt(fd: number, at: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  let done = 0;
  while (done < bytes) {
    const got = readSync(fd, buffer, done, bytes - done, at + done);
    if (got === 0) break;
    done += got;
  }
  return buffer.subarray(0, done);
}

function writeAt(fd: number, buffer: Buffer, at: number): void {
  let done = 0;
  while (done < buffer.length)
    done += writeSync(fd, buffer, done, buffer.length - done, at + done);
}

const recordOf = (name: string, text: string): { record: Buffer; offset: number } => {
  const body = Buffer.from(text);
  const header = Buffer.from(`${body.length} ${encodeURIComponent(name)}\n`);
  return {
    record: Buffer.concat([header, body, Buffer.from('\n')]),
    offset: header.length,
  };
};

/** Where a record's text is; null at a torn end, or where there is no record. */
function readHeader(fd: number, at: number): { name: string; place: Place } | null {
  const head = readAt(fd, at, HEADER_BYTES_MAX).toString('latin1');
  const [line, bytes = '', name = ''] = /^(\d{1,12}) ([\w%.!~*'()-]+)\n/.exec(head) ?? [];
  if (line === undefined) return null;
  return {
    name: decodeURIComponent(name),
    place: { at: at + line.length, bytes: Number(bytes) },
  };
}

function readRecords(path: string, fd: number): File {
  const size = fstatSync(fd).size;
  const file: File = { path, fd, end: MAGIC.length, places: new Map() };
  while (file.end < size) {
    const found = readHeader(fd, file.end);
    if (!found) break;
    const { name, place } = found;
    const end = place.at + place.bytes + 1;
    if (end > size) break;
    if (readAt(fd, end - 1, 1).toString() !== '\n') break;
    note(file, name, place);
    file.end = end;
  }
  return file;
}

function note(file: File, name: string, place: Place): void {
  if (place.bytes === 0) file.places.delete(name);
  else file.places.set(name, place);
}

function append(file: File, name: string, text: string): void {
  const { record, offset } = recordOf(name, text);
  writeAt(file.fd, record, file.end);
  note(file, name, { at: file.end + offset, bytes: record.length - offset - 1 });
  file.end += record.length;
}

const textOf = ({ fd, places }: File, name: string): string | null => {
  const place = places.get(name);
  return place ? readAt(fd, place.at, place.bytes).toString() : null;
};

/** The file anew with its living texts only, put in the place of the old one at once. */
function compact(old: File): void {
  const temporary = `${old.path}.new`;
  const fd = openSync(temporary, 'w+', 0o600);
  const fresh: File = { path: old.path, fd, end: MAGIC.length, places: new Map() };
  writeAt(fd, Buffer.from(MAGIC), 0);
  for (const name of old.places.keys()) append(fresh, name, textOf(old, name) ?? '');
  renameSync(temporary, old.path);
  closeSync(old.fd);
  Object.assign(old, fresh);
}

function compactWhenWorth(file: File): void {
  let living = 0;
  for (const { bytes } of file.places.values()) living += bytes;
  const garbage = file.end - living;
  if (garbage > GARBAGE_BYTES_MIN && garbage > living) compact(file);
}

export type StateFile = { store: PracticeStateStore; close(): void };

/**
 * Opens a file of states, or makes it, for its owner's eyes only; null when it is another
 * kind of file.
 *
 * @throws what the file system says
 */
export function openStateFile(path: string): StateFile | null {
  closeSync(openSync(path, 'a+', 0o600));
  const opened = openSync(path, 'r+');
  if (fstatSync(opened).size === 0) writeAt(opened, Buffer.from(MAGIC), 0);
  if (readAt(opened, 0, MAGIC.length).toString() !== MAGIC) {
    closeSync(opened);
    return null;
  }
  fchmodSync(opened, 0o600);
  const file = readRecords(path, opened);
  ftruncateSync(opened, file.end);
  return {
    store: {
      load: async (name) => textOf(file, name),
      async save(name, text) {
        append(file, name, text);
        compactWhenWorth(file);
      },
    },
    close: () => closeSync(file.fd),
  };
}
