import { cleanTyped } from '@/lib/core/clean-typed';
import { empty, type Field, right, wrong } from '../fields/field';

/** Values that are typed one after another, each checked; the first that is wrong is named. */
export function readList(
  typed: string,
  separator: RegExp,
  problemOf: (value: string) => string | null,
): Field<string[]> {
  const values = [...new Set(cleanTyped(typed).split(separator).map(cleanTyped))].filter(
    (value) => value !== '',
  );
  if (values.length === 0) return empty;
  for (const value of values) {
    const problem = problemOf(value);
    if (problem) return wrong(problem);
  }
  return right(values);
}
