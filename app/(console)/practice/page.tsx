import type { Metadata } from 'next';
import { ExercisesPage } from '@/components/practice/exercises-page';
import { can } from '@/lib/auth/permissions';
import { listExercises } from '@/lib/inventory/list-exercises';
import { found, requireContext } from '@/lib/server/context';
import { resetPracticeAction } from './actions';

export const metadata: Metadata = { title: 'Practice' };

export default async function Practice() {
  const { ports, actor } = await requireContext();
  const exercises = found(await listExercises(ports, actor));
  return (
    <ExercisesPage
      exercises={exercises}
      endpoints={{
        exercises: '/api/v1/practice/exercises',
        keys: can(actor, 'practice:administer') ? '/api/v1/practice/administrator' : null,
      }}
      resetPractice={can(actor, 'practice:reset') ? resetPracticeAction : null}
    />
  );
}
