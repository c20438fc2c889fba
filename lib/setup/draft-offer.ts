import { followDraft } from './blank/follow-draft';
import { DraftFields } from './schema';

export type DraftOffer = Partial<DraftFields>;

/** What a link brings along, as the wizard shows it: the fields that it names, and the draft it makes. */
export type OfferedDraft = { named: string[]; fields: DraftFields };

const OFFER_CHARACTERS_MAX = 4000;

/** What a person types or ticks to say that they mean it, and which standing crossing they change. */
const NOT_BY_LINK = new Set(['confirmedName', 'sameAccount', 'changes', 'openedNotes']);

/**
 * Fields that a link brings along, to be taken or left: nobody's draft is written over by a
 * link. Null where the link brings none, or anything that is no field.
 */
export function readOffer(text: string | string[] | undefined): DraftOffer | null {
  if (typeof text !== 'string' || text.length > OFFER_CHARACTERS_MAX) return null;
  const given = Object.entries(parsed(text));
  const read = DraftFields.safeParse(Object.fromEntries(given));
  if (!read.success) return null;
  const names = new Set(given.map(([name]) => name));
  const offered = Object.entries(read.data).filter(
    ([name]) => names.has(name) && !NOT_BY_LINK.has(name),
  );
  return offered.length === 0 ? null : Object.fromEntries(offered);
}

/** The draft that an offer makes: a new one, with what follows from the fields of the link. */
export function draftOfOffer(offer: DraftOffer): OfferedDraft {
  const fresh = DraftFields.parse({});
  const fields = { ...fresh, ...followDraft(fresh, offer) };
  return { named: Object.keys(offer), fields };
}

function parsed(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
