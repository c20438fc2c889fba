'use client';

import clsx from 'clsx';
import { DeckLegend } from '@/components/bridge/deck';
import { PageHeader } from '@/components/frame/page-header';
import { Banner } from '@/components/ui/banner';
import { ButtonLink } from '@/components/ui/button-link';
import { Kbd } from '@/components/ui/kbd';
import { Pager } from '@/components/ui/pager';
import { Time } from '@/components/ui/time';
import { DOCTOR_PATH } from '@/lib/core/links';
import type { AccessPage as AccessPageView } from '@/lib/inventory/schema';
import { AccessEmpty } from './access-empty';
import { CrossingList } from './crossing-list';
import { FilterBar } from './filter-bar';
import type { PlanMend } from './mend-plan';
import { ProofDrawer, ProofPanel } from './proof-panel';
import { countOf } from './say-crossing';
import { useAccess } from './use-access';
import { useIsWide } from './use-is-wide';

export type AccessPageProps = {
  page: AccessPageView;
  /** Null for those who may make no plan. */
  planMend: PlanMend | null;
};

export function AccessPage({ page, planMend }: AccessPageProps) {
  const access = useAccess();
  const isWide = useIsWide();
  const openIndex = page.rows.findIndex(({ id }) => id === access.openId);
  const open = page.rows[openIndex] ?? null;
  const proof = open && {
    row: open,
    title: `Proof, ${openIndex + 1} of ${page.rows.length}`,
    onClose: () => access.open(null),
    planMend,
  };
  return (
    <div
      className={clsx(
        'grid items-start gap-6',
        open && 'xl:grid-cols-[minmax(0,1fr)_432px]',
      )}
    >
      <div className="min-w-0">
        <PageHeader
          title="Access"
          actions={
            <>
              <CountLine page={page} />
              <ButtonLink href={DOCTOR_PATH} size="small">
                Why was it denied?
              </ButtonLink>
            </>
          }
        />
        <PartialRead page={page} />
        <FilterBar access={access} accounts={page.accounts} />
        {page.rows.length === 0 ? (
          <AccessEmpty page={page} access={access} />
        ) : (
          <CrossingList
            rows={page.rows}
            openId={access.openId}
            isReading={access.isReading}
            onOpen={access.open}
          />
        )}
        <Pager
          current={access.filter.page}
          total={page.matchesTotal}
          pageSize={page.pageSize}
          onGo={(next) => access.change({ page: next })}
        />
        <Keys />
      </div>
      {proof && isWide === true ? <ProofPanel {...proof} /> : null}
      {proof && isWide === false ? <ProofDrawer {...proof} /> : null}
    </div>
  );
}

function CountLine({ page }: Pick<AccessPageProps, 'page'>) {
  const { matchesTotal, crossingsTotal, asOf } = page;
  const isFiltered = matchesTotal !== crossingsTotal;
  return (
    <p role="status" className="self-center text-sm text-muted">
      {isFiltered ? `${matchesTotal.toLocaleString('en-GB')} of ` : ''}
      {countOf(crossingsTotal, 'crossing')}
      {asOf ? (
        <>
          , as of <Time at={asOf} format="time" />
        </>
      ) : null}
    </p>
  );
}

function PartialRead({ page }: Pick<AccessPageProps, 'page'>) {
  const { accountsRead, accountsTotal, accountsFailing } = page;
  if (accountsFailing.length === 0) return null;
  return (
    <Banner
      tone="warn"
      className="mt-4"
      title={`${accountsRead} of ${countOf(accountsTotal, 'account')} read; ${accountsFailing.length} failed: ${accountsFailing.join(', ')}`}
      action={
        <ButtonLink href="/settings/accounts" size="small">
          See why
        </ButtonLink>
      }
    >
      Answers about these accounts rest on what was read before, or on one side only.
    </Banner>
  );
}

function Keys() {
  return (
    <div className="mt-6 flex flex-wrap justify-between gap-x-8 gap-y-3 text-muted">
      <DeckLegend />
      <p className="flex gap-4 text-xs max-md:hidden">
        <span>
          <Kbd>↑</Kbd> <Kbd>↓</Kbd> move
        </span>
        <span>
          <Kbd>↵</Kbd> proof
        </span>
      </p>
    </div>
  );
}
