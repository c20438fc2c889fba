import { parseArgs } from 'node:util';
import * as z from 'zod';
import { err, ok, type Result } from '@/lib/core/result';
import { callConsole } from './console/call-console';
import { configHome, type Environment } from './console/config-home';
import { findRole } from './console/find-role';
import { liveLogin } from './console/live-login';
import type { Login } from './console/login-file';
import { printable } from './console/printable';
import { EXIT_BAD_INPUT, type Io } from './io';

const USAGE = `usage: drawbridge requests [--json]
       drawbridge requests ask ROLE... --reason TEXT [--ticket ID] [--hours N] [--json]
       drawbridge requests cancel ID`;

const Request = z.object({
  id: z.string(),
  roleArn: z.string(),
  roleName: z.string(),
  accountName: z.string(),
  state: z.string(),
  sentence: z.string(),
});
const Askable = z.object({
  roleArn: z.string(),
  roleName: z.string(),
  accountId: z.string(),
  accountName: z.string(),
});

type Wish =
  | { kind: 'list' | 'help' }
  | { kind: 'cancel'; id: string }
  | { kind: 'ask'; roles: string[]; reason: string; ticket: string; hours: number };

type Asked = { wish: Wish; isJson: boolean };

const HOUR_SECONDS = 3600;

function readAsked(args: string[]): Asked | null {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        reason: { type: 'string', default: '' },
        ticket: { type: 'string', default: '' },
        hours: { type: 'string', default: '1' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    const wish = values.help ? ({ kind: 'help' } as const) : wishOf(positionals, values);
    return wish && { wish, isJson: values.json };
  } catch {
    return null;
  }
}

type Values = { reason: string; ticket: string; hours: string };

function wishOf(words: string[], { reason, ticket, hours }: Values): Wish | null {
  const [verb = 'list', ...rest] = words;
  const [id, ...more] = rest;
  if (verb === 'list') return rest.length === 0 ? { kind: 'list' } : null;
  if (id === undefined) return null;
  if (verb === 'cancel') return more.length === 0 ? { kind: 'cancel', id } : null;
  const count = Number(hours);
  if (verb !== 'ask' || reason === '' || !(count > 0)) return null;
  return { kind: 'ask', roles: rest, reason, ticket, hours: count };
}

type Shown = z.infer<typeof Request>;

/** What is asked of the console, and what it answers, as requests to show. */
async function answerTo(login: Login, wish: Wish): Promise<Result<Shown[], string>> {
  const { server, token } = login;
  if (wish.kind === 'ask') return ask(login, wish);
  if (wish.kind === 'cancel') {
    const path = `/api/v1/requests/${encodeURIComponent(wish.id)}/cancel`;
    const done = await callConsole({ server, token, path, body: {} }, Request);
    return done.ok ? ok([done.value]) : err(done.error.message);
  }
  const schema = z.object({ rows: z.array(Request) });
  const answer = await callConsole({ server, token, path: '/api/v1/requests' }, schema);
  return answer.ok ? ok(answer.value.rows) : err(answer.error.message);
}

async function ask(
  { server, token }: Login,
  { roles, reason, ticket, hours }: Extract<Wish, { kind: 'ask' }>,
): Promise<Result<Shown[], string>> {
  const path = '/api/v1/requests/options';
  const options = await callConsole({ server, token, path }, z.array(Askable));
  if (!options.ok) return err(options.error.message);
  const roleArns: string[] = [];
  for (const name of roles) {
    const found = findRole(
      options.value,
      name,
      (text) => `${text} is nothing that you can ask for`,
    );
    if (!found.ok) return found;
    roleArns.push(found.value.roleArn);
  }
  const durationSeconds = Math.round(hours * HOUR_SECONDS);
  const body = { roleArns, reason, ticket, durationSeconds };
  const made = await callConsole(
    { server, token, path: '/api/v1/requests', body },
    z.array(Request),
  );
  return made.ok ? ok(made.value) : err(made.error.message);
}

const lineOf = ({ id, accountName, roleName, sentence }: Shown): string =>
  `${printable(id)}  ${printable(`${accountName}/${roleName}`)}  ${printable(sentence)}`;

/**
 * `drawbridge requests`: what the signed-in person asked for. To approve is for people in the
 * console: no program does.
 */
export async function requests(
  args: string[],
  io: Io,
  env: Environment = process.env,
): Promise<number> {
  const asked = readAsked(args);
  if (!asked || asked.wish.kind === 'help') {
    (asked ? io.stdout : io.stderr)(USAGE);
    return asked ? 0 : EXIT_BAD_INPUT;
  }
  const login = liveLogin(configHome(env));
  const answer = login.ok
    ? await answerTo(login.value, asked.wish)
    : err(login.error.message);
  if (answer.ok) {
    for (const line of linesOf(answer.value, asked.isJson)) io.stdout(line);
    return 0;
  }
  io.stderr(`drawbridge: ${answer.error}`);
  return 1;
}

function linesOf(shown: Shown[], isJson: boolean): string[] {
  if (isJson) return [JSON.stringify(shown)];
  return shown.length === 0 ? ['You asked for nothing yet.'] : shown.map(lineOf);
}
