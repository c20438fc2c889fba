import { isRelated, type Relation } from './order';
import type { Comparison } from './string';

/** Four digits alone are a year, as ISO 8601 has it; fewer, more, a sign or a fraction are not. */
const EPOCH_SECONDS = /^(?:-\d+|\d{1,3}|\d{5,}|\d+(?=\.))(?:\.\d+)?$/;
const ISO =
  /^(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:T(\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?)?$/i;

/** ISO 8601 with or without time and offset, or epoch seconds; no wildcards. */
export const compareDates =
  (relation: Relation): Comparison =>
  (wanted, got) => {
    const [a, b] = [toMilliseconds(got), toMilliseconds(wanted.text)];
    return a !== null && b !== null && isRelated(relation, a, b);
  };

/** A date without a time is midnight UTC, a time without an offset is UTC. */
export function toMilliseconds(text: string): number | null {
  const trimmed = text.trim();
  if (EPOCH_SECONDS.test(trimmed)) return Number(trimmed) * 1000;
  const [, day, time = '00:00', offset = 'Z'] = ISO.exec(trimmed) ?? [];
  if (!day) return null;
  const zone = offset.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2').toUpperCase();
  const fullDay =
    day.length === 4 ? `${day}-01-01` : day.length === 7 ? `${day}-01` : day;
  const milliseconds = Date.parse(`${fullDay}T${time}${zone}`);
  return Number.isNaN(milliseconds) ? null : milliseconds;
}
