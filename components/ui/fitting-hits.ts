import type { SearchHit } from '@/lib/inventory/schema';

/** The search looks at no more. */
const WORDS_MAX = 8;

/**
 * Those of an earlier answer that the text still means, as the search itself decides: while the
 * next answer is on its way, nobody may pick what they no longer ask for.
 */
export function fittingHits(hits: readonly SearchHit[], text: string): SearchHit[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean).slice(0, WORDS_MAX);
  return hits.filter(({ name, arn, accountName, accountId }) => {
    const said = `${name} ${arn} ${accountName} ${accountId}`.toLowerCase();
    return words.every((word) => said.includes(word));
  });
}
