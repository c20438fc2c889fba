'use client';

import clsx from 'clsx';
import {
  GridList,
  GridListHeader,
  GridListItem,
  GridListSection,
} from 'react-aria-components/GridList';
import { AccountChip } from '@/components/bridge/account-chip';
import { RowGlyph } from '@/components/bridge/row-glyph';
import { Time } from '@/components/ui/time';
import type { CrossingRow } from '@/lib/inventory/schema';
import { CrossingSentence } from './crossing-sentence';
import {
  type AccountGroup,
  countOf,
  flagsOf,
  groupByAccount,
  sayCrossing,
  shapeOf,
} from './say-crossing';

const columnsClass =
  'grid grid-cols-[76px_minmax(0,1fr)_92px] items-center gap-x-4 max-md:grid-cols-[76px_minmax(0,1fr)] max-md:gap-x-3';

type CrossingListProps = {
  rows: readonly CrossingRow[];
  openId: string | null;
  isReading: boolean;
  onOpen: (id: string) => void;
};

export function CrossingList({ rows, openId, isReading, onOpen }: CrossingListProps) {
  return (
    <>
      <div
        aria-hidden="true"
        className={clsx(
          columnsClass,
          'border-b border-ink px-3 pt-3 pb-1.5 text-xs text-muted max-md:hidden',
        )}
      >
        <span>Deck</span>
        <span>Crossing, and why</span>
        <span className="text-end">Role last used</span>
      </div>
      <GridList
        aria-label="Crossings, by the account they land in"
        aria-busy={isReading || undefined}
        selectionMode="none"
        onAction={(key) => onOpen(String(key))}
        className={clsx('outline-none max-md:-mx-4', isReading && 'opacity-60')}
      >
        {groupByAccount(rows).map((group) => (
          <GridListSection key={group.accountId} id={group.accountId}>
            <GroupHead group={group} />
            {group.rows.map((row) => (
              <CrossingItem key={row.id} row={row} isOpen={row.id === openId} />
            ))}
          </GridListSection>
        ))}
      </GridList>
    </>
  );
}

function GroupHead({ group }: { group: AccountGroup }) {
  return (
    <GridListHeader className="flex flex-wrap items-center gap-x-2 border-b border-hairline px-3 pt-5 pb-1.5 max-md:px-4">
      <AccountChip
        name={group.accountName}
        accountId={group.accountId}
        isProduction={group.isProduction}
      />
      <span className="ms-auto text-sm text-muted">
        {countOf(group.rows.length, 'crossing')}
      </span>
    </GridListHeader>
  );
}

const itemClass =
  'relative min-h-[58px] cursor-pointer border-b border-hairline px-3 py-2 outline-none data-hovered:bg-sunken data-focus-visible:z-1 data-focus-visible:rounded-control data-focus-visible:outline-2 data-focus-visible:-outline-offset-2 data-focus-visible:outline-ink max-md:px-4';

function CrossingItem({ row, isOpen }: { row: CrossingRow; isOpen: boolean }) {
  const { who, deck, role } = row;
  return (
    <GridListItem
      id={row.id}
      textValue={sayCrossing(row)}
      className={clsx(
        itemClass,
        isOpen && 'bg-surface shadow-[inset_3px_0_var(--color-ink)]',
      )}
    >
      <div className={clsx(columnsClass, 'max-md:items-start')}>
        <span className="max-md:mt-0.5">
          <RowGlyph
            left={shapeOf(who)}
            state={deck}
            isProduction={role.isProduction}
            isSilent
          />
          {isOpen ? <span className="sr-only">Proof open.</span> : null}
        </span>
        <div className="min-w-0">
          <CrossingSentence row={row} />
          <Why row={row} />
        </div>
        <p className="text-end text-sm text-muted max-md:col-start-2 max-md:text-start">
          <span className="md:sr-only">Role last used </span>
          {row.lastUsedAt ? <Time at={row.lastUsedAt} format="relative" /> : 'never'}
        </p>
      </div>
    </GridListItem>
  );
}

export function Why({ row }: { row: CrossingRow }) {
  const flags = flagsOf(row);
  return (
    <p className="text-sm leading-snug text-muted wrap-anywhere">
      {row.why}
      {row.why && flags.length > 0 ? ' · ' : null}
      {flags.length > 0 ? (
        <span className="font-strong text-warn">{flags.join(', ')}</span>
      ) : null}
    </p>
  );
}
