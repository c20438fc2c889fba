'use client';

import { useQuery } from '@tanstack/react-query';
import { useQueryState } from 'nuqs';
import { useEffect, useRef } from 'react';
import { showToast } from '@/components/ui/toast-store';
import type { PracticeExercise } from '@/lib/ports';
import { exercisesQuery } from './queries';

/** Follows the exercises, says when one is solved, and keeps the chosen one in the address. */
export function useExercises(initial: PracticeExercise[], endpoint: string) {
  const { data, isError } = useQuery({
    ...exercisesQuery(endpoint),
    initialData: initial,
  });
  const [chosenId, choose] = useQueryState('exercise', { history: 'push' });
  useSolvedToast(data);
  const next = data.find(({ isSolved }) => !isSolved);
  const chosen = data.find(({ id }) => id === chosenId) ?? next ?? data[0] ?? null;
  return {
    exercises: data,
    chosen,
    choose,
    solvedTotal: data.filter(({ isSolved }) => isSolved).length,
    /** The last answer stands; it is not being renewed. */
    isStale: isError,
  };
}

function useSolvedToast(exercises: readonly PracticeExercise[]) {
  const before = useRef<ReadonlySet<string> | null>(null);
  useEffect(() => {
    const solved = exercises.filter(({ isSolved }) => isSolved);
    for (const { id, title } of solved) {
      if (before.current && !before.current.has(id))
        showToast({ tone: 'ok', title: `Solved: ${title}.` });
    }
    before.current = new Set(solved.map(({ id }) => id));
  }, [exercises]);
}
