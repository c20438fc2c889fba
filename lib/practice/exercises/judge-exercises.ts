import type { LiveWorld } from '../world/live-world';
import { CROSSING_EXERCISES } from './crossings';
import type { Exercise } from './exercise';
import { KEY_EXERCISES } from './keys';
import { TRUST_EXERCISES } from './trust';
import { type View, viewOf } from './view';

const EXERCISES: readonly Exercise[] = [
  ...TRUST_EXERCISES,
  ...CROSSING_EXERCISES,
  ...KEY_EXERCISES,
];

/** An exercise as it stands: which of its checks hold now. */
export type JudgedExercise = Omit<Exercise, 'checks'> & {
  accountName: string;
  /** Whether the subject is a role that exists now. */
  hasRole: boolean;
  checks: { says: string; holds: boolean }[];
  isSolved: boolean;
};

function judge(view: View, live: LiveWorld, exercise: Exercise): JudgedExercise {
  const checks = exercise.checks.map(({ says, holds }) => ({ says, holds: holds(view) }));
  return {
    ...exercise,
    accountName: live.state.accounts.get(exercise.accountId)?.name ?? exercise.accountId,
    hasRole: view.role(exercise.subject) !== null,
    checks,
    isSolved: checks.every(({ holds }) => holds),
  };
}

/**
 * Every exercise of a world, judged by the policy engine on the world as it is now. Worlds of
 * another seed have none: their mistakes are others.
 */
export function judgeExercises(live: LiveWorld): JudgedExercise[] {
  if (live.state.seed !== 'org') return [];
  const view = viewOf(live);
  return EXERCISES.map((exercise) => judge(view, live, exercise));
}
