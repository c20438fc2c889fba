import type { CliContext, Command } from './command';

// Imported when asked for: a command must not pay for the others.
const COMMANDS: Record<string, () => Promise<Command>> = {
  start: async () => (await import('./start')).start,
  dev: async () => (await import('./start')).dev,
  build: async () => (await import('./build')).buildCommand,
  'first-run': async () => (await import('./first-run')).firstRun,
  practice: async () => (await import('./practice')).practice,
  iam: async () => (await import('./iam')).iam,
};

const USAGE = `usage: drawbridge <command>

  start                  run the console: database, practice accounts, web
  dev                    the same for work on the code
  build                  build the web part
  first-run              print a new one-time link for the first administrator
  practice [--port N] [--seed small|org] [--json]
                         run the practice accounts on their own
  iam evaluate FILE...   answer conformance cases, one JSON line each
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
