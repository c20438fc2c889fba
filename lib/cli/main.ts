import type { CliContext, Command } from './command';
import { type Io, PROCESS_IO } from './io';

const onProcess =
  (command: (args: string[], io: Io) => Promise<number>): Command =>
  (args) =>
    command(args, PROCESS_IO);

// Imported when asked for: a command must not pay for the others.
const COMMANDS: Record<string, () => Promise<Command>> = {
  start: async () => (await import('./start')).start,
  dev: async () => (await import('./start')).dev,
  build: async () => (await import('./build')).buildCommand,
  'first-run': async () => (await import('./first-run')).firstRun,
  practice: async () => (await import('./practice')).practice,
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
  practice [--port N] [--seed small|org] [--json]
                         run the practice accounts on their own
  who-can ROLE_ARN --from DIR [--json]
                         who can take a role, or may, and if what
  reach PRINCIPAL_ARN --from DIR [--json]
                         the roles a principal can take, at once or by others
  why PRINCIPAL_ARN ROLE_ARN --from DIR [--json]
                         the answer for one pair, down to a condition
  index --from DIR --out FILE
                         compile a folder once; --from takes the file as well
  iam evaluate FILE...   answer conformance cases, one JSON line each
  iam explain FILE [--kind KIND] [--json]
                         a policy document, line by line in plain words

DIR holds org.json and accounts/*.json, each as
"aws iam get-account-authorization-details" prints it.
`;

/** Runs one command; returns the exit code. */
export async function main(args: string[], context: CliContext): Promise<number> {
  const [name = '', ...rest] = args;
  const load = COMMANDS[name];
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
