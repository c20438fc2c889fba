'use client';

import { X } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Button } from '@/components/ui/button';
import { Select } from '@/components/ui/select';
import type { AccessPage } from '@/lib/inventory/schema';
import {
  type ActiveFilter,
  activeFilters,
  OUTSIDE_OPTIONS,
  STATE_OPTIONS,
} from './access-filters';
import { TextFilter } from './text-filter';
import type { AccessState } from './use-access';

type FilterBarProps = { access: AccessState; accounts: AccessPage['accounts'] };

export function FilterBar({ access, accounts }: FilterBarProps) {
  const { filter, change } = access;
  return (
    <search className="mt-4 grid gap-2">
      <TextFilter
        label="Filter crossings"
        placeholder="A name, an account ID or an ARN"
        value={filter.q}
        onChange={(q) => change({ q })}
      />
      <div className="flex flex-wrap gap-2">
        <Select
          label="State"
          isLabelHidden
          options={STATE_OPTIONS}
          value={filter.state}
          onChange={(key) => change({ state: pick(STATE_OPTIONS, key) })}
          className="min-w-36 flex-1"
        />
        <Select
          label="Where from"
          isLabelHidden
          options={OUTSIDE_OPTIONS}
          value={filter.outside}
          onChange={(key) => change({ outside: pick(OUTSIDE_OPTIONS, key) })}
          className="min-w-36 flex-1"
        />
        <Select
          label="Into account"
          isLabelHidden
          options={[{ id: '', label: 'Into any account' }, ...optionsOf(accounts)]}
          value={filter.account}
          onChange={(key) => change({ account: String(key ?? '') })}
          className="min-w-36 flex-1"
        />
      </div>
      <ActiveFilters access={access} accounts={accounts} />
    </search>
  );
}

const optionsOf = (accounts: AccessPage['accounts']) =>
  accounts.map(({ id, name }) => ({ id, label: `Into ${name}` }));

const pick = <Id extends string>(options: readonly { id: Id }[], key: unknown) =>
  options.find(({ id }) => id === key)?.id ?? ('any' as Id);

function ActiveFilters({ access, accounts }: FilterBarProps) {
  const active = activeFilters(access.filter, accounts);
  if (active.length === 0) return null;
  return (
    <ul className="flex flex-wrap items-center gap-1.5" aria-label="Filters in use">
      {active.map((one) => (
        <li key={one.name}>
          <FilterChip filter={one} onRemove={() => removeFilter(access, one)} />
        </li>
      ))}
      {active.length > 1 ? (
        <li>
          <Button variant="quiet" size="small" onPress={access.clear}>
            Remove all
          </Button>
        </li>
      ) : null}
    </ul>
  );
}

export function removeFilter({ change }: AccessState, { name }: ActiveFilter) {
  change({ [name]: name === 'q' || name === 'account' ? '' : 'any' });
}

type FilterChipProps = { filter: ActiveFilter; onRemove: () => void };

function FilterChip({ filter, onRemove }: FilterChipProps) {
  return (
    <span className="inline-flex items-center rounded-sm bg-sunken ps-2 text-sm leading-7">
      {filter.words}
      <AriaButton
        aria-label={`Remove the filter ${filter.words}`}
        onPress={onRemove}
        className="grid size-7 cursor-pointer place-items-center rounded-sm text-muted hover:text-ink max-md:size-11"
      >
        <X size={14} aria-hidden="true" />
      </AriaButton>
    </span>
  );
}
