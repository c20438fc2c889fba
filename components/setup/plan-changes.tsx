import clsx from 'clsx';
import { AccountChip } from '@/components/bridge/account-chip';
import { PolicyDiff } from '@/components/bridge/policy-diff';
import { Badge } from '@/components/ui/badge';
import { Kbd } from '@/components/ui/kbd';
import type { PlanAccountView, PlanChangeView, PlanView } from '@/lib/setup/plan-views';
import { sayAccount, saySize } from './plan-words';

const MARKS = {
  '+': { sign: '+', word: 'adds' },
  '~': { sign: '~', word: 'changes' },
  '-': { sign: '−', word: 'removes' },
} as const;

/** Every document that is written, by account, statement by statement. */
export function PlanChanges({ plan }: { plan: PlanView }) {
  return (
    <section aria-labelledby="plan-changes" className="grid min-w-0 gap-4">
      <div className="flex flex-wrap items-baseline justify-between gap-2">
        <h2 id="plan-changes" className="text-lg">
          What changes
        </h2>
        <p className="text-sm text-muted max-sm:hidden">
          <Kbd>D</Kbd> next difference
        </p>
      </div>
      {plan.accounts.map((account) => (
        <AccountChanges key={account.accountId} account={account} />
      ))}
    </section>
  );
}

function AccountChanges({ account }: { account: PlanAccountView }) {
  return (
    <article
      aria-label={account.accountName}
      className={clsx(
        'card min-w-0 overflow-hidden border-s-4',
        account.side === 'trusted' ? 'border-s-bank-a' : 'border-s-bank-b',
      )}
    >
      <header className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-hairline px-4 py-3 sm:px-6">
        <AccountChip
          name={account.accountName}
          accountId={account.accountId}
          isProduction={account.isProduction}
          shape={account.side}
        />
        <Badge tone={account.connection ? 'neutral' : 'warn'}>
          {account.connection ?? 'to be run by its owner'}
        </Badge>
        <span className="text-sm text-muted sm:ms-auto">{sayAccount(account)}</span>
      </header>
      {account.changes.map((change) => (
        <Change key={`${change.kind} ${change.target}`} change={change} />
      ))}
    </article>
  );
}

function Change({ change }: { change: PlanChangeView }) {
  const { sign, word } = MARKS[change.mark];
  return (
    <section
      tabIndex={-1}
      data-difference
      aria-label={`${word} ${change.kind} ${change.target}`}
      className="grid min-w-0 scroll-mt-20 gap-3 border-b border-hairline p-4 -outline-offset-4 last:border-b-0 sm:p-6"
    >
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-2">
        <h3 className="flex flex-wrap items-baseline gap-x-3 wrap-anywhere">
          <span>
            <span aria-hidden="true" className="font-mono">
              {sign}{' '}
            </span>
            <span className="sr-only">{word} </span>
            {change.kind}
          </span>
          <code className="font-normal">{change.target}</code>
        </h3>
        {change.limitCharacters > 0 ? <SizeMeter change={change} /> : null}
      </div>
      <PolicyDiff
        statements={change.statements}
        of={`${change.kind} ${change.target}`}
        unchangedCount={change.unchangedTotal}
      />
    </section>
  );
}

/** How much of AWS's quota for this document is used once it is written. */
function SizeMeter({ change }: { change: PlanChangeView }) {
  const { sizeCharacters, limitCharacters } = change;
  const share = Math.min(100, (sizeCharacters * 100) / limitCharacters);
  return (
    <p className="flex items-center gap-2 text-sm text-muted sm:ms-auto">
      <svg width="64" height="10" aria-hidden="true" className="flex-none text-ink">
        <rect x="0.5" y="0.5" width="63" height="9" fill="none" stroke="currentColor" />
        <rect width={`${share}%`} height="10" fill="currentColor" />
      </svg>
      {saySize(change)}
    </p>
  );
}
