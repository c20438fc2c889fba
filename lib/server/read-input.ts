import type * as z from 'zod';
import type { AppError } from '@/lib/core/errors';
import type { Result } from '@/lib/core/result';
import { parseInput } from './parse-input';
import { readBody } from './read-body';

/** What a request's body says, as the schema has it. */
export async function readInput<S extends z.ZodType>(
  request: Request,
  schema: S,
): Promise<Result<z.output<S>, AppError>> {
  const body = await readBody(request);
  return body.ok ? parseInput(schema, body.value) : body;
}
