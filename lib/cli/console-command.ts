import { parseArgs } from 'node:util';
import { err, ok, type Result } from '@/lib/core/result';
import { ConsoleService } from '@/lib/credentials/console-input';
import { askOwnRoles } from './console/ask-roles';
import { askAddress } from './console/call-console';
import { configHome, type Environment } from './console/config-home';
import { findRole } from './console/find-role';
import { handOver } from './console/hand-over';
import { openBrowser } from './console/open-browser';
import { printable } from './console/printable';
import { EXIT_BAD_INPUT, type Io } from './io';

const USAGE = `usage: drawbridge console ROLE [--to ${ConsoleService.options.join('|')}] [--region REGION] [--sign-out-first] [--print]`;
const WAIT_MS = 60_000;

type Wish = {
  role: string;
  isPrinted: boolean;
  place: { service?: string; region?: string; isSignOutFirst?: true };
};

function readWish(args: string[]): Wish | 'help' | null {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        to: { type: 'string' },
        region: { type: 'string' },
        'sign-out-first': { type: 'boolean', default: false },
        print: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) return 'help';
    const [role, ...more] = positionals;
    const service = ConsoleService.optional().safeParse(values.to);
    if (!role || more.length > 0 || !service.success) return null;
    const place = {
      ...(service.data && { service: service.data }),
      ...(values.region && { region: values.region }),
      ...(values['sign-out-first'] && { isSignOutFirst: true as const }),
    };
    return { role, isPrinted: values.print, place };
  } catch {
    return null;
  }
}

type Opening = { address: string; roleName: string };

/** The address that signs a browser in, asked for at the console. */
async function openingOf(home: string, wish: Wish): Promise<Result<Opening, string>> {
  const answer = await askOwnRoles(home);
  if (!answer.ok) return err(answer.error.message);
  const role = findRole(answer.value.roles, wish.role);
  if (!role.ok) return role;
  const { server, token } = answer.value.login;
  const body = { roleArn: role.value.roleArn, ...wish.place };
  const asked = await askAddress({ server, token, path: '/api/v1/console', body });
  if (!asked.ok) return err(asked.error.message);
  const { accountName, roleName } = role.value;
  return ok({ address: asked.value, roleName: printable(`${accountName}/${roleName}`) });
}

/** What became of it: a browser went there, there is none, or none came for a minute. */
async function show(secretAddress: string): Promise<'taken' | 'missing' | 'late'> {
  const { address, taken, close } = await handOver(secretAddress);
  const missing = new Promise<'missing'>((resolve) =>
    openBrowser(address, () => resolve('missing')),
  );
  const late = new Promise<'late'>((resolve) => {
    setTimeout(() => resolve('late'), WAIT_MS).unref();
  });
  return Promise.race([taken, missing, late]).finally(close);
}

const PROBLEM = {
  missing: 'no browser could be opened here. Use --print and open the address elsewhere',
  late: 'no browser came for the sign-in for a minute',
};

/** `drawbridge console ROLE`: the AWS console in the person's browser, signed in as the role. */
export async function consoleCommand(
  args: string[],
  io: Io,
  env: Environment = process.env,
): Promise<number> {
  const wish = readWish(args);
  if (!wish || wish === 'help') {
    (wish ? io.stdout : io.stderr)(USAGE);
    return wish ? 0 : EXIT_BAD_INPUT;
  }
  const refuse = (message: string) => {
    io.stderr(`drawbridge: ${message}`);
    return 1;
  };
  const opening = await openingOf(configHome(env), wish);
  if (!opening.ok) return refuse(opening.error);
  const { address, roleName } = opening.value;
  if (wish.isPrinted) {
    io.stderr(
      `drawbridge: this address is a secret. For 15 minutes it signs in whoever opens it, as ${roleName}.`,
    );
    io.stdout(address);
    return 0;
  }
  const shown = await show(address);
  if (shown !== 'taken') return refuse(PROBLEM[shown]);
  io.stdout(`The console is open in your browser as ${roleName}.`);
  return 0;
}
