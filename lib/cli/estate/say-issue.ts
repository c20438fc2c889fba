import type * as z from 'zod';

/** The first thing that is wrong with a value, after its place: `[2].Tags[0]: has no Key`. */
export function sayIssue({ issues }: z.ZodError, value: unknown, place: string): string {
  const path = issues[0]?.path ?? [];
  const isMissing = path.length > 0 && valueAt(value, path) === undefined;
  const shown = isMissing ? path.slice(0, -1) : path;
  const words = isMissing ? `has no ${String(path.at(-1))}` : 'has another shape';
  const where = shown.map((step) =>
    typeof step === 'number' ? `[${step}]` : `.${String(step)}`,
  );
  return `${`${place}${where.join('')}`.replace(/^\./, '')}: ${words}`.replace(/^: /, '');
}

const valueAt = (value: unknown, path: PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (at, step) =>
      typeof at === 'object' && at !== null ? Reflect.get(at, step) : undefined,
    value,
  );
