import { lookUp } from '@/lib/core/look-up';
import type { CliContext, Command } from './command';
import type { Io } from './io';

const onProcess =
  (command: (args: string[], io: Io) => Promise<number>): Command =>
  async (args) =>
    command(args, (await import('./io')).PROCESS_IO);

// Imported when asked for: a command must not pay for the others.
const COMMANDS: Record<string, () => Promise<Command>> = {
  start: async () => (await import('./start')).start,
  dev: async () => (await import('./start')).dev,
  build: async () => (await import('./build')).buildCommand,
  'first-run': async () => (await import('./first-run')).firstRun,
  'reset-password': async () =>
    onProcess((await import('./reset-password')).resetPassword),
  login: async () => onProcess((await import('./login')).login),
  logout: async () => onProcess((await import('./logout')).logout),
  roles: async () => onProcess((await import('./roles')).roles),
  requests: async () => onProcess((await import('./requests')).requests),
  creds: async () => onProcess((await import('./creds')).creds),
  console: async () => onProcess((await import('./console-command')).consoleCommand),
  configure: async () => {
    const { configure } = await import('./configure');
    return async (args, context) =>
      configure(args, (await import('./io')).PROCESS_IO, context);
  },
  exec: async () => onProcess((await import('./exec')).exec),
  serve: async () => onProcess((await import('./serve')).serve),
  practice: async () => onProcess((await import('./practice')).practice),
  iam: async () => (await import('./iam')).iam,
  'who-can': async () => onProcess((await import('./who-can')).whoCanCommand),
  reach: async () => onProcess((await import('./reach')).reachCommand),
  why: async () => onProcess((await import('./why')).whyCommand),
  index: async () => onProcess((await import('./index-command')).indexCommand),
};

const USAGE = `usage: drawbridge <command>

  start                  run the console: database, practice accounts, web
  dev                    the same for work on the code
  build                  build the web part
  first-run              print a new one-time link for the first administrator
  reset-password EMAIL   print a one-time link for a new password, on the
                         console's host
  login [--server URL] [--no-browser | --device --as YOU@EXAMPLE.COM]
                         sign this computer in to a console, by a browser or a
                         code that you type in one elsewhere
  logout                 sign it out and forget what was kept
  roles [--json]         the roles you may take
  requests [--json]      what you asked for, and where it stands
  requests ask ROLE... --reason TEXT [--ticket ID] [--hours N]
                         ask for roles that are given on request
  requests cancel ID     take a request back
  creds ROLE --format process|env|fish|powershell|cmd|dotenv|file|json
                         credentials of a role, kept while they last
  console ROLE [--to SERVICE] [--region REGION] [--sign-out-first] [--print]
                         the AWS console in your browser, signed in as a role
  configure [--all | ROLE...] [--dry-run]
                         a profile for each role in ~/.aws/config
  exec ROLE -- COMMAND...
                         run a program that acts as a role
  serve ROLE [--port N] [-- COMMAND...]
                         give a role's credentials to programs as they run
  practice [--port N] [--seed small|org|DIR] [--json] [--state FILE]
                         run the practice accounts on their own
  who-can ROLE_ARN --from DIR|FILE|INDEX [--json]
                         who can take a role, or may, and if what
  reach PRINCIPAL --from DIR|FILE|INDEX [--json]
                         the roles a principal can take, at once or by others
  why PRINCIPAL ROLE_ARN --from DIR|FILE [--json]
                         the answer for one pair, down to a condition
  index --from DIR|FILE --out INDEX
                         compile accounts once for many questions
  iam evaluate FILE...   answer conformance cases, one JSON line each
  iam explain FILE [--kind KIND] [--json]
                         a policy document, line by line in plain words
  iam compare BEFORE AFTER [--kind KIND] [--json]
                         whether two policy documents answer alike

ROLE is ACCOUNT/NAME, the account by its name or id, or an ARN.
PRINCIPAL is an ARN, a service or an identity provider. FILE is one account as
"aws iam get-account-authorization-details" prints it; DIR holds such files, or
has them in accounts/ beside an org.json with the organisation.
`;

/** Runs one command; returns the exit code. */
export async function main(args: string[], context: CliContext): Promise<number> {
  const [name = '', ...rest] = args;
  const load = lookUp(COMMANDS, name);
  if (!load) {
    const isHelp = ['', 'help', '--help', '-h'].includes(name);
    (isHelp ? process.stdout : process.stderr).write(
      isHelp ? USAGE : `drawbridge: there is no command ${name}\n\n${USAGE}`,
    );
    return isHelp ? 0 : 2;
  }
  const command = await load();
  return command(rest, context);
}
