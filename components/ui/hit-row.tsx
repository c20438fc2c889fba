import type { SearchHit } from '@/lib/inventory/schema';
import { AccountIdText } from './account-id-text';

/** A row of the pick list: name and kind, then the account it lives in. */
export function HitRow({ hit }: { hit: SearchHit }) {
  return (
    <>
      <span className="truncate font-strong">{hit.name}</span>
      <span className="text-sm text-muted">{hit.kind}</span>
      <span className="list-item-detail flex flex-wrap items-baseline gap-x-2">
        {hit.accountName} <AccountIdText id={hit.accountId} />
      </span>
    </>
  );
}
