import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod';
import { answerOf } from '@/components/ui/answer-of';
import type { PracticeExercise } from '@/lib/ports';

const POLL_EVERY_MS = 2_000;

/** Our own server writes this shape; the members that the page cannot do without are checked. */
const ExercisesAnswer = z.custom<PracticeExercise[]>(
  (value) =>
    z
      .array(
        z.object({
          id: z.string(),
          title: z.string(),
          hints: z.array(z.string()),
          checks: z.array(z.object({ says: z.string(), holds: z.boolean() })),
          isSolved: z.boolean(),
        }),
      )
      .safeParse(value).success,
  'The exercises could not be read.',
);

/** The exercises as they stand, asked again and again: they are solved elsewhere. */
export const exercisesQuery = (endpoint: string) =>
  queryOptions({
    queryKey: ['exercises', endpoint],
    queryFn: async ({ signal }) =>
      ExercisesAnswer.parse(await answerOf(await fetch(endpoint, { signal }))),
    refetchInterval: POLL_EVERY_MS,
  });
