'use client';

import { TextFilter } from '@/components/inventory/text-filter';
import { Button } from '@/components/ui/button';
import { Select } from '@/components/ui/select';
import type { SessionsFilter, SessionsPage } from '@/lib/credentials/schema';
import type { SessionsState } from './use-sessions';

type SessionsFiltersProps = { page: SessionsPage; sessions: SessionsState };

const STATES = [
  { id: 'live', label: 'Live' },
  { id: 'revoked', label: 'Revoked' },
  { id: 'any', label: 'Live and ended' },
] as const satisfies readonly { id: SessionsFilter['state']; label: string }[];

export function SessionsFilters({ page, sessions }: SessionsFiltersProps) {
  const { filter, change } = sessions;
  return (
    <search className="mt-4 grid gap-2 sm:grid-cols-[minmax(0,1fr)_180px_200px]">
      <TextFilter
        label="Filter the sessions"
        placeholder="A role, account, person or session"
        value={filter.q}
        onChange={(q) => change({ q })}
      />
      <Select
        label="State"
        isLabelHidden
        options={STATES}
        value={filter.state}
        onChange={(key) =>
          change({ state: STATES.find(({ id }) => id === key)?.id ?? 'live' })
        }
      />
      {page.isOfEverybody ? (
        <Select
          label="Person"
          isLabelHidden
          options={[{ id: '', label: 'Everybody' }, ...optionsOf(page.people)]}
          value={filter.person}
          onChange={(key) => change({ person: String(key ?? '') })}
        />
      ) : null}
      {filter.role ? (
        <p className="flex flex-wrap items-center gap-2 text-sm sm:col-span-full">
          Of <code className="wrap-anywhere">{filter.role}</code>
          <Button variant="quiet" size="small" onPress={() => change({ role: '' })}>
            Show every role
          </Button>
        </p>
      ) : null}
    </search>
  );
}

const optionsOf = (people: SessionsPage['people']) =>
  people.map(({ id, name }) => ({ id, label: name }));
