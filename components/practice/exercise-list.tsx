import clsx from 'clsx';
import { ToneMark } from '@/components/ui/tone';
import type { PracticeExercise } from '@/lib/ports';

type ExerciseListProps = {
  exercises: readonly PracticeExercise[];
  chosenId: string;
  onChoose: (id: string) => void;
};

/** What there is to put right, and what is right by now. */
export function ExerciseList({ exercises, chosenId, onChoose }: ExerciseListProps) {
  return (
    <ol className="card overflow-hidden">
      {exercises.map(({ id, title, accountName, isSolved }) => (
        <li key={id} className="border-hairline not-first:border-t">
          <button
            type="button"
            aria-current={id === chosenId ? 'true' : undefined}
            onClick={() => onChoose(id)}
            className={clsx(
              'grid min-h-11 w-full cursor-pointer grid-cols-[24px_minmax(0,1fr)] items-center gap-3 px-4 py-2.5 text-start hover:bg-sunken',
              id === chosenId && 'bg-sunken',
            )}
          >
            {isSolved ? <ToneMark tone="ok" /> : <OpenMark />}
            <span className="min-w-0">
              <span className="block font-strong wrap-anywhere">{title}</span>
              <span className="block text-sm text-muted">
                {accountName}, {isSolved ? 'solved' : 'to do'}
              </span>
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}

function OpenMark() {
  return (
    <span
      className="block size-4 rounded-control border border-dashed border-control"
      aria-hidden="true"
    />
  );
}
