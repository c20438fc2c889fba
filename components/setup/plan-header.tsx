'use client';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { PageHeader } from '@/components/frame/page-header';
import { Badge } from '@/components/ui/badge';
import { SaidText } from '@/components/ui/said-text';
import { Time } from '@/components/ui/time';
import { useNow } from '@/components/ui/use-now';
import type { PlanView } from '@/lib/setup/plan-views';
import { sayAccounts, sayState, sayTimeLeft } from './plan-words';

const counts = (plan: PlanView) => [
  { sign: '+', count: plan.added, word: 'added' },
  { sign: '~', count: plan.changed, word: 'changed' },
  { sign: '−', count: plan.removed, word: 'removed' },
];

type PlanHeaderProps = { plan: PlanView; actions: ReactNode };

export function PlanHeader({ plan, actions }: PlanHeaderProps) {
  const { word, tone } = sayState(plan.state);
  return (
    <PageHeader
      size="large"
      title={<SaidText text={plan.sentence} />}
      actions={actions}
      kicker={
        <>
          <Link href="/plans">Plans</Link>
          <span aria-hidden="true"> / </span>
          {plan.title}
        </>
      }
      lead={
        <p className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
          <b className="text-ink">{sayAccounts(plan.accounts.length)}</b>
          {counts(plan).map(({ sign, count, word: done }) => (
            <span key={done} className="text-ink">
              <b className="font-mono">
                {sign}
                {count}
              </b>{' '}
              {done}
            </span>
          ))}
          <span>
            plan <span className="font-mono text-sm">{plan.hash}</span>
          </span>
          {plan.state === 'ready' ? (
            <TimeLeft plan={plan} />
          ) : (
            <Badge tone={tone}>{word}</Badge>
          )}
        </p>
      }
    />
  );
}

function TimeLeft({ plan }: { plan: PlanView }) {
  const nowMs = useNow(1_000);
  return (
    <span>
      {nowMs === null ? (
        <>
          good until <Time at={plan.expiresAt} format="time" />
        </>
      ) : (
        sayTimeLeft(plan.expiresAt, new Date(nowMs))
      )}
    </span>
  );
}
