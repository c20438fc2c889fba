'use client';

import { PageHeader } from '@/components/frame/page-header';
import { Banner } from '@/components/ui/banner';
import { EmptyState } from '@/components/ui/empty-state';
import type { PracticeExercise } from '@/lib/ports';
import { ExerciseDetail, showDetail } from './exercise-detail';
import { ExerciseList } from './exercise-list';
import { Planks } from './planks';
import { ResetDialog, type ResetPractice } from './reset-dialog';
import { useExercises } from './use-exercises';

export type ExercisesPageProps = {
  exercises: PracticeExercise[];
  /** `keys` is null for who may not change the accounts. */
  endpoints: { exercises: string; keys: string | null };
  /** Null for who may not put the accounts back. */
  resetPractice: ResetPractice | null;
};

/** The exercises of the practice accounts; each turns green by itself, however it is solved. */
export function ExercisesPage(props: ExercisesPageProps) {
  const page = useExercises(props.exercises, props.endpoints.exercises);
  const { exercises, chosen, solvedTotal } = page;
  return (
    <>
      <PageHeader
        title="Practice"
        lead="Mistakes that real organisations make, in accounts that are not real. Mend them here or in a terminal: AWS’s rules are enforced, and each exercise turns green by itself."
        actions={
          props.resetPractice ? <ResetDialog resetPractice={props.resetPractice} /> : null
        }
      />
      {page.isStale ? (
        <Banner tone="warn" title="Not up to date">
          The practice accounts do not answer. This page asks again by itself.
        </Banner>
      ) : null}
      {chosen ? (
        <>
          <div className="mt-2 grid gap-2">
            <Planks solved={exercises.map(({ isSolved }) => isSolved)} />
            <p role="status">
              <b>
                {solvedTotal} of {exercises.length} solved
              </b>
            </p>
          </div>
          <div className="mt-4 grid items-start gap-6 lg:grid-cols-[minmax(260px,360px)_minmax(0,1fr)]">
            <ExerciseList
              exercises={exercises}
              chosenId={chosen.id}
              onChoose={(id) => void page.choose(id).then(showDetail)}
            />
            <ExerciseDetail exercise={chosen} keysEndpoint={props.endpoints.keys} />
          </div>
        </>
      ) : (
        <EmptyState title="These practice accounts have no exercises">
          Exercises come with the practice organisation of 14 accounts.
        </EmptyState>
      )}
    </>
  );
}
