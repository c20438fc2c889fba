'use client';

import { AccountChip } from '@/components/bridge/account-chip';
import { ArnText } from '@/components/ui/arn-text';
import { Badge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button-link';
import { ToneMark } from '@/components/ui/tone';
import { rolePath } from '@/lib/core/links';
import type { PracticeExercise } from '@/lib/ports';
import { AdministratorKeys } from './administrator-keys';

const DETAIL_ID = 'exercise';

/** On a phone the detail stands below the list: bring it into view when it is chosen. */
export const showDetail = () =>
  document.getElementById(DETAIL_ID)?.scrollIntoView({ block: 'nearest' });

type ExerciseDetailProps = { exercise: PracticeExercise; keysEndpoint: string | null };

/** One exercise: what is wrong, what to reach, how far it is, and help for those who want it. */
export function ExerciseDetail({ exercise, keysEndpoint }: ExerciseDetailProps) {
  const { title, story, goal, accountId, accountName, subject, isSolved } = exercise;
  return (
    <article
      id={DETAIL_ID}
      className="card min-w-0 scroll-mt-4 p-6 max-md:p-4"
      aria-labelledby="exercise-title"
    >
      <div className="flex flex-wrap items-baseline justify-between gap-2">
        <h2 id="exercise-title" className="text-lg">
          {title}
        </h2>
        <Badge tone={isSolved ? 'ok' : 'neutral'}>{isSolved ? 'Solved' : 'To do'}</Badge>
      </div>
      <div className="mt-1.5 grid gap-1 text-sm">
        <AccountChip name={accountName} accountId={accountId} />
        <ArnText arn={subject} isCopyable />
      </div>
      <p className="mt-4 max-w-[68ch] text-pretty">{story}</p>
      <h3 className="mt-5">What to reach</h3>
      <p className="mt-1 max-w-[68ch] text-pretty">{goal}</p>
      <Checks exercise={exercise} />
      <div className="mt-5 flex flex-wrap gap-2">
        {keysEndpoint ? (
          <AdministratorKeys
            accountId={accountId}
            accountName={accountName}
            endpoint={keysEndpoint}
          />
        ) : null}
        {exercise.hasRole ? (
          <ButtonLink href={rolePath(subject)}>Look at the role</ButtonLink>
        ) : (
          <ButtonLink href="/new">New access</ButtonLink>
        )}
        <ButtonLink href={exercise.readMore} isExternal>
          AWS’s page
        </ButtonLink>
      </div>
      <Hints key={exercise.id} hints={exercise.hints} />
    </article>
  );
}

function Checks({ exercise }: { exercise: PracticeExercise }) {
  return (
    <ul className="mt-3 grid gap-1.5" aria-label="Checks">
      {exercise.checks.map(({ says, holds }) => (
        <li key={says} className="grid grid-cols-[24px_minmax(0,1fr)] gap-2.5">
          <ToneMark tone={holds ? 'ok' : 'danger'} />
          <span>
            <span className="sr-only">{holds ? 'Holds: ' : 'Does not hold yet: '}</span>
            {says}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** One folded hint after the other, so that nobody reads more than they want. */
function Hints({ hints }: { hints: readonly string[] }) {
  return (
    <section className="mt-6 border-t border-hairline pt-4" aria-label="Hints">
      {hints.map((hint, index) => (
        <details key={hint} className="py-1">
          <summary className="cursor-pointer py-1 font-strong">Hint {index + 1}</summary>
          <p className="max-w-[68ch] pb-1 text-muted wrap-anywhere">{hint}</p>
        </details>
      ))}
    </section>
  );
}
