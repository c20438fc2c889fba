import { DraftFields } from './schema';

export type DraftOffer = Partial<DraftFields>;

const OFFER_CHARACTERS_MAX = 4000;

/**
 * Fields that a link brings along, to be taken or left: nobody's draft is written over by a
 * link. Null where the link brings none, or anything that is no field.
 */
export function readOffer(text: string | string[] | undefined): DraftOffer | null {
  if (typeof text !== 'string' || text.length > OFFER_CHARACTERS_MAX) return null;
  const given = Object.entries(parsed(text));
  const read = DraftFields.safeParse(Object.fromEntries(given));
  if (!read.success || given.length === 0) return null;
  const names = new Set(given.map(([name]) => name));
  return Object.fromEntries(
    Object.entries(read.data).filter(([name]) => names.has(name)),
  );
}

function parsed(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
