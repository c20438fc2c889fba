import type { CrossingRow } from '@/lib/inventory/schema';

/** The row's sentence; the verb says the state, and *cannot* stands out. */
export function CrossingSentence({ row }: { row: CrossingRow }) {
  const { who, role, deck } = row;
  return (
    <p className="leading-snug wrap-anywhere">
      <b>{who.name}</b>
      {who.accountName ? ` in ${who.accountName}` : null} <Verb deck={deck} />{' '}
      <b>{role.name}</b> in {role.accountName}
    </p>
  );
}

function Verb({ deck }: Pick<CrossingRow, 'deck'>) {
  if (deck === 'denied') {
    return (
      <>
        <strong>cannot</strong> become
      </>
    );
  }
  return deck === 'untested' ? 'may become' : 'can become';
}
