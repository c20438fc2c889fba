import type * as z from 'zod';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';

/** Parses what came from outside; the first problem of each field, by its path. */
export function parseInput<S extends z.ZodType>(
  schema: S,
  raw: unknown,
): Result<z.output<S>, AppError> {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return ok(parsed.data);
  const fields: Record<string, string> = {};
  for (const issue of parsed.error.issues) fields[issue.path.join('.')] ??= issue.message;
  const first = parsed.error.issues[0]?.message ?? 'The request could not be read.';
  return err({ kind: 'invalid_input', message: first, fields });
}

/** A form's fields as an object. Repeated names and files are not ours: the last text counts. */
export function formObject(form: FormData): Record<string, string> {
  const entries = [...form.entries()].filter(([name]) => !name.startsWith('$ACTION'));
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}
