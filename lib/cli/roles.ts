import { parseArgs } from 'node:util';
import { askOwnRoles } from './console/ask-roles';
import { configHome, type Environment } from './console/config-home';
import type { TakeableRole } from './console/find-role';
import { printable } from './console/printable';
import { EXIT_BAD_INPUT, type Io } from './io';

const USAGE = 'usage: drawbridge roles [--json]';

function readIsJson(args: string[]): { isJson: boolean; isHelp: boolean } | null {
  try {
    const { values } = parseArgs({
      args,
      options: { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    });
    return { isJson: values.json ?? false, isHelp: values.help ?? false };
  } catch {
    return null;
  }
}

/** One line a role: what to type, padded, and the ARN. */
function linesOf(roles: TakeableRole[]): string[] {
  if (roles.length === 0) return ['You may take no role here. Ask an administrator.'];
  const rows = roles.map(({ accountName, roleName, roleArn }) => ({
    wish: printable(`${accountName}/${roleName}`),
    roleArn: printable(roleArn),
  }));
  const width = Math.max(...rows.map(({ wish }) => wish.length));
  return rows.map(({ wish, roleArn }) => `${wish.padEnd(width)}  ${roleArn}`);
}

/** `drawbridge roles`: what the signed-in person may take, what they took last first. */
export async function roles(
  args: string[],
  io: Io,
  env: Environment = process.env,
): Promise<number> {
  const asked = readIsJson(args);
  if (!asked || asked.isHelp) {
    (asked ? io.stdout : io.stderr)(USAGE);
    return asked ? 0 : EXIT_BAD_INPUT;
  }
  const answer = await askOwnRoles(configHome(env));
  if (!answer.ok) {
    io.stderr(`drawbridge: ${answer.error.message}`);
    return 1;
  }
  const found = answer.value.roles;
  for (const line of asked.isJson ? [JSON.stringify(found)] : linesOf(found))
    io.stdout(line);
  return 0;
}
