import { titled } from '@/components/frame/titled';
import { ExercisesPage } from '@/components/practice/exercises-page';
import { can } from '@/lib/auth/permissions';
import { listExercises } from '@/lib/inventory/list-exercises';
import { found, requireContext } from '@/lib/server/context';
import { resetPracticeAction } from './actions';

async function Practice() {
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

export default titled('Practice', Practice);
