'use client';

import { RowGlyph } from '@/components/bridge/row-glyph';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import type { AccessPage } from '@/lib/inventory/schema';
import { activeFilters } from './access-filters';
import { removeFilter } from './filter-bar';
import type { AccessState } from './use-access';

const picture = <RowGlyph left="trusted" state="untested" isSilent />;

type AccessEmptyProps = { page: AccessPage; access: AccessState };

/** Nothing to list, and why: no account, nothing read yet, nobody crosses, or the filters. */
export function AccessEmpty({ page, access }: AccessEmptyProps) {
  if (page.accountsTotal === 0) return <NoAccounts />;
  if (page.asOf === null) return <NotRead />;
  if (page.crossingsTotal === 0) return <NoCrossings />;
  const active = activeFilters(access.filter, page.accounts);
  return (
    <EmptyState
      title="No crossing matches"
      picture={picture}
      actions={
        <>
          {active.map((one) => (
            <Button key={one.name} onPress={() => removeFilter(access, one)}>
              Remove {one.words}
            </Button>
          ))}
          {active.length === 1 ? null : (
            <Button variant="quiet" onPress={access.clear}>
              Remove all filters
            </Button>
          )}
        </>
      }
    >
      There are {page.crossingsTotal.toLocaleString('en-GB')} without the filters.
    </EmptyState>
  );
}

function NoAccounts() {
  return (
    <EmptyState
      title="No accounts yet"
      picture={picture}
      actions={
        <ButtonLink href="/settings/accounts/connect" variant="primary">
          Connect an account
        </ButtonLink>
      }
    >
      Who can assume what is worked out from the policies of the accounts you connect.
    </EmptyState>
  );
}

function NotRead() {
  return (
    <EmptyState
      title="No account was read yet"
      picture={picture}
      actions={
        <ButtonLink href="/settings/accounts" variant="primary">
          Read the accounts
        </ButtonLink>
      }
    >
      Reading takes seconds an account and changes nothing in AWS.
    </EmptyState>
  );
}

function NoCrossings() {
  return (
    <EmptyState
      title="Nobody crosses"
      picture={picture}
      actions={
        <ButtonLink href="/new" variant="primary">
          Build new access
        </ButtonLink>
      }
    >
      The accounts were read, and no role in them trusts anybody of another account.
    </EmptyState>
  );
}
