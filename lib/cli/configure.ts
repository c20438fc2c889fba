import path from 'node:path';
import { parseArgs } from 'node:util';
import { configFile, type OpenedConfig, openConfig } from './aws-config/config-file';
import { ownCommand } from './aws-config/own-command';
import { type ConfigPlan, type ConfigWish, planConfig } from './aws-config/plan-config';
import type { CliContext } from './command';
import { askOwnRoles } from './console/ask-roles';
import { configHome, type Environment } from './console/config-home';
import { withLock } from './console/with-lock';
import { EXIT_BAD_INPUT, type Io } from './io';

const USAGE = 'usage: drawbridge configure [--all | ROLE...] [--dry-run]';

type Wish = ConfigWish & { isDry: boolean };

function readWish(args: string[]): Wish | 'help' | null {
  try {
    const { values, positionals: wishes } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        all: { type: 'boolean', default: false },
        'dry-run': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) return 'help';
    const wish = { isAll: values.all, isDry: values['dry-run'], wishes };
    return wish.isAll && wishes.length > 0 ? null : wish;
  } catch {
    return null;
  }
}

const count = (total: number): string =>
  `${total} ${total === 1 ? 'profile' : 'profiles'}`;

function carryOut(
  opened: OpenedConfig,
  plan: ConfigPlan,
  isDry: boolean,
  io: Io,
): number {
  const { file } = opened;
  for (const left of plan.leftOut) io.stderr(`drawbridge: left out ${left}`);
  if (isDry) {
    io.stdout(`These lines would stand in ${file}:`);
    for (const line of plan.lines) io.stdout(line);
  } else if (plan.text === opened.text) {
    io.stdout(`${file} has ${count(plan.profilesTotal)} of ours. Nothing has changed.`);
  } else {
    const backup = opened.replace(plan.text);
    const kept = backup ? ` What stood there is in ${backup}.` : '';
    io.stdout(`${file} has ${count(plan.profilesTotal)} of ours now.${kept}`);
  }
  return plan.leftOut.length > 0 ? 1 : 0;
}

type Place = { home: string; file: string; root: string };

/** The exit code, or why nothing was done. */
async function write(wish: Wish, { home, file, root }: Place, io: Io) {
  const answer = await askOwnRoles(home);
  if (!answer.ok) return answer.error.message;
  const command = ownCommand(root);
  if (command === null) return `the path ${root} cannot be written into ${file}`;
  const { server } = answer.value.login;
  return withLock(path.join(home, 'configure.lock'), async () => {
    const opened = openConfig(file);
    const plan = planConfig(opened.text, answer.value, wish, { server, command });
    if (!plan.ok) return `${file}: ${plan.error}`;
    return carryOut(opened, plan.value, wish.isDry, io);
  });
}

/**
 * `drawbridge configure`: a profile of AWS clients for each role, between two lines of ours in
 * `~/.aws/config`. All else in the file stays as it is.
 */
export async function configure(
  args: string[],
  io: Io,
  { root }: CliContext,
  env: Environment = process.env,
): Promise<number> {
  const wish = readWish(args);
  if (!wish || wish === 'help') {
    (wish ? io.stdout : io.stderr)(USAGE);
    return wish ? 0 : EXIT_BAD_INPUT;
  }
  const file = configFile(env);
  const done = await write(wish, { home: configHome(env), file, root }, io).catch(
    (error: NodeJS.ErrnoException) => {
      if (!error.code) throw error;
      // What the file system says: a folder in its place, no permission, no space.
      return `${file} cannot be written: ${error.code}`;
    },
  );
  if (typeof done === 'number') return done;
  io.stderr(`drawbridge: ${done}`);
  return 1;
}
