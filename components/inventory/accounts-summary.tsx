import Link from 'next/link';
import { accountPath } from '@/lib/core/links';
import type { AccountRow } from '@/lib/inventory/schema';
import { HEALTH } from './account-health';
import { countHealth } from './group-accounts';

/** Counts in words, and one small pier per account that leads to it. */
export function AccountsSummary({ accounts }: { accounts: readonly AccountRow[] }) {
  return (
    <div className="grid items-center gap-x-10 gap-y-6 px-6 py-5 max-md:p-4 xl:grid-cols-[minmax(0,1fr)_auto]">
      <ul className="flex flex-wrap gap-x-7 gap-y-2 max-sm:grid max-sm:grid-cols-2">
        {countHealth(accounts).map(({ health, count, words }) => (
          <li key={health} className="grid">
            <b className="text-xl leading-tight font-semibold">
              {health === 'ok' ? `${count} of ${accounts.length}` : count}
            </b>
            <span className="text-sm text-muted">{words}</span>
          </li>
        ))}
      </ul>
      <ul
        aria-label={`Health of ${accounts.length} accounts`}
        className="grid grid-cols-[repeat(auto-fill,minmax(40px,1fr))] gap-1.5 sm:grid-cols-[repeat(auto-fill,44px)] xl:w-[344px]"
      >
        {accounts.map((account) => (
          <li key={account.id}>
            <HealthPier account={account} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function HealthPier({ account }: { account: AccountRow }) {
  const { mark, word, tone } = HEALTH[account.health];
  return (
    <Link
      href={accountPath(account.id)}
      title={`${account.name}, ${word}`}
      aria-label={`${account.name}, ${word}`}
      className="grid h-9 place-items-center rounded-[3px] border-2 border-bank-b bg-bank-b-tint font-bold no-underline hover:outline-2 hover:outline-offset-1 hover:outline-ink max-md:h-11"
      data-tone={tone}
    >
      <span aria-hidden="true" className="text-(--tone-text)">
        {mark}
      </span>
    </Link>
  );
}
