import 'server-only';
import type * as z from 'zod';
import type { Exempt } from '@/lib/auth/administration';
import type { Permission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { ok, type Result } from '@/lib/core/result';
import type { Actor } from '@/lib/ports';
import { admit, type Callers, isProgramOf } from './admit';
import { noteRoute } from './doors';
import { parseInput } from './parse-input';
import { readBody } from './read-body';
import { json, problem } from './respond';
import { type Services, services } from './services';

type RouteParams = { params: Promise<Record<string, string>> };
type Config<S extends z.ZodType, T> = {
  permission: Permission;
  input: S;
  /** Why it asks for no fresh confirmation, though what its permission is for does. */
  exempt?: Exempt;
  /** Programs with a token as well, when not given. */
  callers?: Callers;
  /** How a success is answered; JSON when not given. */
  respond?: (value: T) => Response;
  /** How a failure is answered; problem+json when not given. */
  refuse?: (error: AppError, request: Request) => Response;
};
type Handler<S extends z.ZodType, T> = (
  context: { ports: Services; actor: Actor; isProgram: boolean },
  input: z.output<S>,
) => Promise<Result<T, AppError>>;

async function rawInput(
  request: Request,
  params: Record<string, string>,
): Promise<Result<unknown, AppError>> {
  if (request.method === 'GET') {
    return ok({ ...Object.fromEntries(new URL(request.url).searchParams), ...params });
  }
  const body = await readBody(request);
  return body.ok ? ok({ ...body.value, ...params }) : body;
}

async function answer<S extends z.ZodType, T>(
  config: Config<S, T>,
  handle: Handler<S, T>,
  request: Request,
  route: RouteParams,
): Promise<Result<T, AppError>> {
  const ports = await services();
  const { permission, exempt, callers = 'people-and-programs' } = config;
  const actor = await admit(ports, request.headers, {
    permission,
    isWrite: request.method !== 'GET',
    callers,
    exempt,
  });
  if (!actor.ok) return actor;
  const raw = await rawInput(request, await route.params);
  if (!raw.ok) return raw;
  const input = parseInput(config.input, raw.value);
  if (!input.ok) return input;
  const isProgram = isProgramOf(request.headers, callers);
  return handle({ ports, actor: actor.value, isProgram }, input.value);
}

/** The one door of a route handler: origin, session or token, permission, input, then the use case. */
export function defineRoute<S extends z.ZodType, T>(
  config: Config<S, T>,
  handle: Handler<S, T>,
) {
  const { permission, exempt } = config;
  const handler = async (request: Request, route: RouteParams): Promise<Response> => {
    const result = await answer(config, handle, request, route);
    if (result.ok) return (config.respond ?? json)(result.value);
    return (config.refuse ?? problem)(result.error, request);
  };
  noteRoute(handler, { permission, exempt });
  return handler;
}
