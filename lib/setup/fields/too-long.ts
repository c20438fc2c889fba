import { POLICY_TEXT_MAX } from '../policy/policy-text-max';
import type { DraftFieldName, DraftFields } from '../schema';
import type { FieldNotes } from './field';

const LINE_MAX = 4096;
const NOTE_MAX = 500;

/** What people say of it, which a page shows whole. */
const NOTES = new Set<DraftFieldName>(['purpose', 'owner', 'ticket']);

/** Documents, and lists with an entry on each line. */
const DOCUMENTS = new Set<DraftFieldName>([
  'customPolicy',
  'bucketDocument',
  'keyDocument',
  'trustJson',
  'assumeJson',
  'principals',
  'managedPolicies',
  'tags',
]);

function maxOf(name: DraftFieldName): number {
  if (NOTES.has(name)) return NOTE_MAX;
  return DOCUMENTS.has(name) ? POLICY_TEXT_MAX : LINE_MAX;
}

/** What is longer than anything that AWS takes there, white space included, by its field. */
export function tooLong(fields: DraftFields): FieldNotes['errors'] {
  const told = Object.entries(fields).flatMap(([key, value]) => {
    const name = key as DraftFieldName; // Object.entries forgets the names' type
    const max = maxOf(name);
    return typeof value === 'string' && value.length > max
      ? [[name, sayTooLong(value.length, max)]]
      : [];
  });
  return Object.fromEntries(told);
}

const say = (number: number): string => number.toLocaleString('en');

const sayTooLong = (length: number, max: number): string =>
  `This has ${say(length)} characters. Shorten it: nothing that fits here has more than ${say(max)}.`;
