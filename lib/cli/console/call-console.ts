import * as z from 'zod';
import { err, ok, type Result } from '@/lib/core/result';
import { printable } from './printable';
import { serverOrigin } from './server-origin';

/** Why there is no answer. The message is one line for stderr. */
export type Problem = {
  kind: 'signed-out' | 'refused' | 'unreachable';
  message: string;
};

export type Call = {
  server: string;
  /** Shown when there is one; goes into a header, never into an address. */
  token?: string;
  path: string;
  /** Posted; without one it is a read. */
  body?: object;
  /** When nobody waits any longer, where that is before a call has its own time. */
  deadline?: AbortSignal | undefined;
};

export const SIGNED_OUT: Problem = {
  kind: 'signed-out',
  message: 'not signed in. Run: drawbridge login',
};
const TIMEOUT_MS = 20_000;
const Refusal = z.object({ detail: z.string() });

const requestOf = ({ token, body, deadline }: Call): RequestInit => ({
  method: body ? 'POST' : 'GET',
  headers: {
    accept: 'application/json',
    ...(body && { 'content-type': 'application/json' }),
    ...(token && { authorization: `Bearer ${token}` }),
  },
  ...(body && { body: JSON.stringify(body) }),
  // A token must not follow a redirect to somebody else.
  redirect: 'manual',
  signal: AbortSignal.any([
    AbortSignal.timeout(TIMEOUT_MS),
    ...(deadline ? [deadline] : []),
  ]),
});

const MISDIRECTED = 421;

async function refusalOf(server: string, response: Response): Promise<Problem> {
  if (response.status === 401) return SIGNED_OUT;
  const text = await response.text().catch(() => '');
  const said = Refusal.safeParse(jsonOf(text));
  if (said.success) return { kind: 'refused', message: printable(said.data.detail) };
  const why = response.status === MISDIRECTED ? printable(text) : '';
  const message = why || `${server} answered HTTP ${response.status}`;
  return { kind: response.status >= 500 ? 'unreachable' : 'refused', message };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const unreachable = ({ server, deadline }: Call) =>
  err<Problem>({
    kind: 'unreachable',
    message: `${server} ${deadline?.aborted ? 'did not answer in time' : 'cannot be reached'}`,
  });

/** Asks the console for something that has this form. */
export async function callConsole<S extends z.ZodType>(
  call: Call,
  schema: S,
): Promise<Result<z.output<S>, Problem>> {
  const answer = await callDated(call, schema);
  return answer.ok ? ok(answer.value.said) : answer;
}

/** The same, and when it was at the console then, where its answer tells. */
export async function callDated<S extends z.ZodType>(
  call: Call,
  schema: S,
): Promise<Result<{ said: z.output<S>; date: string | null }, Problem>> {
  const { server, path } = call;
  try {
    const response = await fetch(new URL(path, server), requestOf(call));
    if (!response.ok) return err(await refusalOf(server, response));
    const parsed = schema.safeParse(jsonOf(await response.text()));
    const date = response.headers.get('date');
    return parsed.success ? ok({ said: parsed.data, date }) : err(strange(server));
  } catch {
    return unreachable(call);
  }
}

const strange = (server: string): Problem => ({
  kind: 'refused',
  message: `${server} is no Drawbridge of this version`,
});

const SEE_OTHER = 303;

/** Asks the console for an address to go to, which may be a secret. */
export async function askAddress(call: Call): Promise<Result<string, Problem>> {
  const { server, path } = call;
  try {
    const response = await fetch(new URL(path, server), requestOf(call));
    if (response.status !== SEE_OTHER) return err(await refusalOf(server, response));
    const address = response.headers.get('location') ?? '';
    return serverOrigin(address) ? ok(address) : err(strange(server));
  } catch {
    return unreachable(call);
  }
}
