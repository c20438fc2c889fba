const MAX_LENGTH = 24;
const MIN_LENGTH = 2;

/** Letters with an accent become the plain letter; what else is not allowed, a hyphen. */
function plain(proposal: string): string {
  return proposal
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
}

const trimHyphens = (text: string) => text.replace(/^-+|-+$/g, '');

/**
 * The handle to try: `mei-lee` of `Mei.Lee`, then `mei-lee-2`, `mei-lee-3`… Always of the form
 * `[a-z0-9-]{2,24}`.
 */
export function handleCandidate(proposal: string, number: number): string {
  const suffix = number === 1 ? '' : `-${number}`;
  const stem = trimHyphens(plain(proposal).slice(0, MAX_LENGTH - suffix.length));
  return `${stem.length < MIN_LENGTH ? `user${stem}` : stem}${suffix}`;
}
