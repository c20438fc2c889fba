'use client';

import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import type { ActivityState } from './use-activity';

type ActivityEmptyProps = { activity: ActivityState; rowsTotal: number };

export function ActivityEmpty({ activity, rowsTotal }: ActivityEmptyProps) {
  const { filter } = activity;
  if (!activity.isFiltered) {
    return (
      <EmptyState
        title="Nothing happened yet"
        actions={<ButtonLink href="/">Go home</ButtonLink>}
      >
        Each sign-in, reading, plan and hand-out of credentials leaves a row here.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="No row matches"
      actions={
        <>
          {filter.q ? (
            <Button onPress={() => activity.type('')}>Remove “{filter.q}”</Button>
          ) : null}
          {filter.event ? (
            <Button onPress={() => activity.choose('')}>Remove {filter.event}</Button>
          ) : null}
        </>
      }
    >
      The log has {rowsTotal.toLocaleString('en-GB')} rows without the filter.
    </EmptyState>
  );
}
