/** ` With that ended: 1 grant, 2 requests.`, or nothing where nothing did. */
export function sayCounts(
  counts: readonly (readonly [total: number, what: string])[],
): string {
  const parts = counts
    .filter(([total]) => total > 0)
    .map(([total, what]) => `${total} ${what}${total === 1 ? '' : 's'}`);
  return parts.length > 0 ? ` With that ended: ${parts.join(', ')}.` : '';
}
