'use client';

import { useState } from 'react';
import { GrantDialog } from '@/components/credentials/grants/grant-dialog';
import { Badge } from '@/components/ui/badge';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { useFreshWhile } from '@/components/ui/use-fresh-while';
import { roleGrantsPath } from '@/lib/core/links';
import type { PlanGrantsView } from '@/lib/credentials/grants/grant-schema';
import type { PlanView } from '@/lib/setup/plan-views';
import { isStanding } from './plan-state';
import { type PlanGiveCalls, usePlanGive } from './use-plan-give';

type PlanGiveProps = { plan: PlanView; view: PlanGrantsView; calls: PlanGiveCalls };

/** Whom the console hands the role out to: chosen with the plan, given once it is proven. */
export function PlanGive({ plan, view, calls }: PlanGiveProps) {
  const state = usePlanGive(plan.id, calls);
  const [isOpen, setOpen] = useState(false);
  useFreshWhile(isOnItsWay(plan, view));
  const isChoosable = view.canBeTaken && (plan.state === 'ready' || isStanding(plan));
  if (view.chosen.length === 0 && !isChoosable && !isStanding(plan)) return null;
  return (
    <section aria-labelledby="plan-give" className="card grid gap-3 px-4 py-4 sm:px-6">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
        <div className="min-w-0 flex-1 basis-72">
          <h2 id="plan-give" className="text-md">
            Let this console hand it out
          </h2>
          <p className="text-sm text-muted">
            {view.canBeTaken
              ? 'Who takes the role by one click, for how long, and whether they ask first. It is given once the plan is proven, and ends when the plan is undone.'
              : 'The role does not trust this console. Where it does, people and groups take it here by one click.'}
          </p>
        </div>
        {isChoosable ? (
          <Button onPress={() => setOpen(true)}>Say who may take it</Button>
        ) : (
          <ButtonLink href={roleGrantsPath(plan.roleArn)}>See who may take it</ButtonLink>
        )}
      </div>
      {state.dropping.refusal ? (
        <Banner tone="danger" title="Nothing was changed" isAnnounced>
          {state.dropping.refusal}
        </Banner>
      ) : null}
      <Chosen view={view} state={state} />
      {isOpen ? (
        <GrantDialog
          view={view.role}
          grant={null}
          state={state}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </section>
  );
}

/** The run is over, and what comes after it is about to be done. */
const isOnItsWay = ({ state }: PlanView, { chosen }: PlanGrantsView): boolean =>
  (state === 'proven' && chosen.some((one) => one.state === 'waiting' && !one.note)) ||
  (state === 'undone' && chosen.some((one) => one.state !== 'ended'));

const STATE = {
  waiting: { tone: 'neutral', word: 'once it is proven' },
  given: { tone: 'ok', word: 'given' },
  ended: { tone: 'neutral', word: 'ended' },
} as const;

type ChosenProps = { view: PlanGrantsView; state: ReturnType<typeof usePlanGive> };

function Chosen({ view, state }: ChosenProps) {
  if (view.chosen.length === 0) return null;
  return (
    <ul aria-label="Who was chosen">
      {view.chosen.map((one) => (
        <li
          key={one.id}
          className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-hairline py-2"
        >
          <span className="min-w-0 grow basis-64 wrap-anywhere">
            <span className="flex flex-wrap items-center gap-2">
              <b>{one.toName}</b>
              <Badge tone={STATE[one.state].tone}>{STATE[one.state].word}</Badge>
            </span>
            <span className="block text-sm text-muted">
              {one.words}. Chosen by {one.byName}.
            </span>
            {one.note ? (
              <span className="block text-sm text-danger">Not given. {one.note}</span>
            ) : null}
          </span>
          {one.state === 'waiting' ? (
            <Button
              size="row"
              aria-label={`Take the choice of ${one.toName} back`}
              isPending={state.dropping.busyId === one.id}
              pendingText="Taking back…"
              onPress={() => void state.drop(one.id)}
            >
              Take back
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
