import 'server-only';
import { headers } from 'next/headers';
import type * as z from 'zod';
import type { Exempt } from '@/lib/auth/administration';
import type { Permission } from '@/lib/auth/permissions';
import { type AppError, describeError, type FieldErrors } from '@/lib/core/errors';
import type { Result } from '@/lib/core/result';
import type { Actor } from '@/lib/ports';
import { admit } from './admit';
import { noteAction } from './doors';
import { formObject, parseInput } from './parse-input';
import { type Services, services } from './services';

/** What a page gets back: a value, or the sentence to show. Never an exception's text. */
export type ActionResult<T> =
  | { ok: true; value: T }
  | { ok: false; kind: AppError['kind']; message: string; fields?: FieldErrors };

type Config<S extends z.ZodType> = {
  permission: Permission;
  input: S;
  /** Why it asks for no fresh confirmation, though what its permission is for does. */
  exempt?: Exempt;
  /** It writes at AWS: refused while DRAWBRIDGE_CHANGES is off. */
  changesAws?: true;
};

const CHANGES_OFF: AppError = {
  kind: 'unavailable',
  message:
    'This console is set to change nothing at AWS (DRAWBRIDGE_CHANGES=off). Ask whoever runs it.',
};
type Context = { ports: Services; actor: Actor };
type Handler<S extends z.ZodType, T> = (
  context: Context,
  input: z.output<S>,
) => Promise<Result<T, AppError>>;

function refusal(error: AppError): ActionResult<never> {
  const fields = 'fields' in error ? error.fields : undefined;
  return {
    ok: false,
    kind: error.kind,
    message: describeError(error),
    ...(fields ? { fields } : {}),
  };
}

/**
 * The one door of a server action: origin, session, permission, input, then the use case.
 * Next lets an action be posted to any path and without an Origin, so nothing before it counts.
 */
export function defineAction<S extends z.ZodType, T>(
  config: Config<S>,
  handle: Handler<S, T>,
) {
  const { permission, exempt } = config;
  const enter = async (from: Headers, raw: unknown): Promise<ActionResult<T>> => {
    const ports = await services();
    const actor = await admit(ports, from, {
      permission,
      isWrite: true,
      callers: 'people',
      exempt,
    });
    if (!actor.ok) return refusal(actor.error);
    if (config.changesAws && !ports.env.areChangesOn) return refusal(CHANGES_OFF);
    const input = parseInput(
      config.input,
      raw instanceof FormData ? formObject(raw) : raw,
    );
    if (!input.ok) return refusal(input.error);
    return outcome(await handle({ ports, actor: actor.value }, input.value));
  };
  const action = async (raw: unknown) => enter(await headers(), raw);
  noteAction(action, { permission, exempt, enter });
  return action;
}

const outcome = <T>(result: Result<T, AppError>): ActionResult<T> =>
  result.ok ? result : refusal(result.error);
