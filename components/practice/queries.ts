import { queryOptions } from '@tanstack/react-query';
import type { PracticeExercise } from '@/lib/ports';

const POLL_EVERY_MS = 2_000;

/** The exercises as they stand, asked again and again: they are solved elsewhere. */
export const exercisesQuery = (endpoint: string) =>
  queryOptions({
    queryKey: ['exercises', endpoint],
    queryFn: async ({ signal }): Promise<PracticeExercise[]> => {
      const response = await fetch(endpoint, { signal });
      if (!response.ok) throw new Error(`The console answered HTTP ${response.status}.`);
      return response.json();
    },
    refetchInterval: POLL_EVERY_MS,
  });
