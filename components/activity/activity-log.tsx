'use client';

import clsx from 'clsx';
import { Time } from '@/components/ui/time';
import { useNow } from '@/components/ui/use-now';
import type { ActivityRow } from '@/lib/activity/schema';
import { planPath, rolePath } from '@/lib/core/links';
import { type DayGroup, groupByDay } from './group-by-day';

type ActivityLogProps = { rows: readonly ActivityRow[]; isReading: boolean };

export function ActivityLog({ rows, isReading }: ActivityLogProps) {
  // The server cannot know the reader's midnight; it cuts at its own until the page wakes up.
  const isAwake = useNow(60_000) !== null;
  const days = groupByDay(rows, isAwake ? undefined : 'UTC');
  return (
    <div aria-busy={isReading || undefined} className={clsx(isReading && 'opacity-60')}>
      {days.map((group) => (
        <Day key={group.day} group={group} />
      ))}
    </div>
  );
}

function Day({ group }: { group: DayGroup }) {
  const [first] = group.rows;
  if (!first) return null;
  return (
    <section className="mt-6">
      <h2 className="border-b border-ink pb-1.5 text-base">
        <Time at={first.at} format="date" />
      </h2>
      <ol>
        {group.rows.map((row) => (
          <li key={row.sequence} className="border-b border-hairline">
            <Row row={row} />
          </li>
        ))}
      </ol>
    </section>
  );
}

const OUTCOME = {
  intent: { mark: '→', word: 'asked', tone: 'info' },
  ok: { mark: '✓', word: 'done', tone: 'ok' },
  refused: { mark: '×', word: 'refused', tone: 'danger' },
  failed: { mark: '!', word: 'failed', tone: 'warn' },
} as const;

function Row({ row }: { row: ActivityRow }) {
  const { mark, word, tone } = OUTCOME[row.outcome];
  return (
    <div className="grid grid-cols-[84px_20px_minmax(0,1fr)_auto] items-baseline gap-x-3 py-2 max-md:grid-cols-[20px_minmax(0,1fr)]">
      <span className="text-sm whitespace-nowrap text-muted max-md:order-3 max-md:col-start-2">
        <Time at={row.at} format="time" />
      </span>
      <span className="tone-mark self-start" data-tone={tone}>
        <span aria-hidden="true">{mark}</span>
        <span className="sr-only">{word}: </span>
      </span>
      <div className="min-w-0">
        <p className="wrap-anywhere">{row.sentence}</p>
        <p className="flex flex-wrap gap-x-3 text-sm text-muted">
          <code className="text-xs">{row.event}</code>
          <Target row={row} />
        </p>
      </div>
      <span className="font-mono text-xs text-muted max-md:hidden" title="Row number">
        {row.sequence}
      </span>
    </div>
  );
}

function Target({ row }: { row: ActivityRow }) {
  if (row.planId) return <a href={planPath(row.planId)}>See the plan</a>;
  if (row.target && /:iam::\d{12}:role\//.test(row.target))
    return <a href={rolePath(row.target)}>See the role</a>;
  return null;
}
