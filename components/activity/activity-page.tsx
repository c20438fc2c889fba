'use client';

import { PageHeader } from '@/components/frame/page-header';
import { TextFilter } from '@/components/inventory/text-filter';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { Select } from '@/components/ui/select';
import type { ActivityPage as ActivityPageView } from '@/lib/activity/schema';
import { SESSIONS_PATH } from '@/lib/core/links';
import { ActivityEmpty } from './activity-empty';
import { ActivityLog } from './activity-log';
import { ChainBanner } from './chain-banner';
import { sayEvent } from './group-by-day';
import { type ActivityState, useActivity } from './use-activity';

export type ActivityPageProps = { page: ActivityPageView };

export function ActivityPage({ page }: ActivityPageProps) {
  const activity = useActivity();
  return (
    <>
      <PageHeader
        title="Activity"
        actions={
          <ButtonLink href={SESSIONS_PATH} size="small">
            Sessions
          </ButtonLink>
        }
        lead="What was asked, done and refused here, in the order it happened. Rows are only ever added."
      />
      <ChainBanner chain={page.chain} />
      <ActivityFilters activity={activity} events={page.events} />
      {page.rows.length === 0 ? (
        <ActivityEmpty activity={activity} rowsTotal={page.chain.rowsTotal} />
      ) : (
        <ActivityLog rows={page.rows} isReading={activity.isReading} />
      )}
      <Pager activity={activity} nextBefore={page.nextBefore} />
    </>
  );
}

type FiltersProps = { activity: ActivityState; events: readonly string[] };

function ActivityFilters({ activity, events }: FiltersProps) {
  const options = [
    { id: '', label: 'Any event' },
    ...events.map((event) => ({ id: event, label: sayEvent(event) })),
  ];
  return (
    <search className="mt-4 grid gap-2 sm:grid-cols-[minmax(0,1fr)_220px]">
      <TextFilter
        label="Filter the log"
        placeholder="A person, a role, an account"
        value={activity.filter.q}
        onChange={activity.type}
      />
      <Select
        label="Event"
        isLabelHidden
        options={options}
        value={activity.filter.event}
        onChange={(key) => activity.choose(String(key ?? ''))}
      />
    </search>
  );
}

type PagerProps = { activity: ActivityState; nextBefore: number | null };

function Pager({ activity, nextBefore }: PagerProps) {
  const isNewest = activity.filter.before === null;
  if (isNewest && nextBefore === null) return null;
  return (
    <nav aria-label="Older and newer" className="mt-5 flex flex-wrap gap-2">
      {nextBefore === null ? null : (
        <Button
          isPending={activity.isReading}
          pendingText="Reading…"
          onPress={() => activity.goTo(nextBefore)}
        >
          Older
        </Button>
      )}
      {isNewest ? null : (
        <Button variant="quiet" onPress={() => activity.goTo(null)}>
          Back to the newest
        </Button>
      )}
    </nav>
  );
}
