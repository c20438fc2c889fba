import 'server-only';
import type * as z from 'zod';
import type { AppError } from '@/lib/core/errors';
import type { Result } from '@/lib/core/result';
import { isOwnProgram, isOwnWrite } from './check-origin';
import { parseInput } from './parse-input';
import { readBody } from './read-body';
import { json, problem } from './respond';
import { type Services, services } from './services';

/** A write that nobody is signed in for yet. It brings a proof of its own: a one-time code. */
export function definePublicRoute<S extends z.ZodType, T>(
  config: { from: 'page' | 'program'; input: S },
  handle: (
    ports: Services,
    input: z.output<S>,
    headers: Headers,
  ) => Promise<Result<T, AppError>>,
) {
  return async (request: Request): Promise<Response> => {
    const ports = await services();
    const isOurs = config.from === 'page' ? isOwnWrite : isOwnProgram;
    if (!isOurs(request.headers, ports.env.origin))
      return problem({ kind: 'bad_origin' });
    const body = await readBody(request);
    if (!body.ok) return problem(body.error);
    const input = parseInput(config.input, body.value);
    if (!input.ok) return problem(input.error);
    const result = await handle(ports, input.value, request.headers);
    return result.ok ? json(result.value) : problem(result.error);
  };
}
