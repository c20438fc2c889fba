import { parseArgs } from 'node:util';
import { nameOfArn, parseArn } from '@/lib/core/arn';
import { lookUp } from '@/lib/core/look-up';
import { credentialProcess } from '@/lib/credentials/credential-process';
import { formatsOf } from '@/lib/credentials/formats';
import type { CredentialFormat, IssuedCredentials } from '@/lib/credentials/schema';
import { configHome, type Environment } from './console/config-home';
import { takeCredentials } from './console/take-credentials';
import { EXIT_BAD_INPUT, type Io } from './io';

type Form = (issued: IssuedCredentials) => string | undefined;

/** Made here, of the fields: shells run this text, so it is not taken whole from a server. */
function written(format: CredentialFormat): Form {
  return (issued) => {
    const arn = parseArn(issued.roleArn);
    const facts = { ...issued, expiresAt: new Date(issued.expiresAt), assumedRole: null };
    const whose = { accountId: arn?.accountId ?? '', name: nameOfArn(issued.roleArn) };
    const isOneLineEach = Object.values(issued).every(
      (value) => typeof value !== 'string' || !/[\r\n]/.test(value),
    );
    return isOneLineEach ? formatsOf({ ...facts, ...whose })[format] : undefined;
  };
}

const FORMS: Record<string, Form> = {
  process: credentialProcess,
  env: written('bash'),
  fish: written('fish'),
  powershell: written('powershell'),
  cmd: written('cmd'),
  dotenv: written('dotenv'),
  file: written('credentials-file'),
  json: ({ formats }) => formats.json,
};
const UNWRITABLE = 'the answer of the console cannot be written in this form';
const USAGE = `usage: drawbridge creds ROLE --format ${Object.keys(FORMS).join('|')}`;

/** AWS clients that run this wait for it without a word, and so do the people before them. */
const DEADLINE_MS = 10_000;

function readWish(args: string[]): { wish: string; form: Form } | 'help' | null {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { format: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
    if (values.help) return 'help';
    const [wish, ...more] = positionals;
    const name = values.format ?? '';
    const form = lookUp(FORMS, name);
    return wish && form && more.length === 0 ? { wish, form } : null;
  } catch {
    return null;
  }
}

/**
 * `drawbridge creds ROLE`: credentials of a role in one form and nothing else on stdout. AWS
 * clients run it as `credential_process`, so it never asks anything.
 */
export async function creds(
  args: string[],
  io: Io,
  env: Environment = process.env,
  deadline = AbortSignal.timeout(DEADLINE_MS),
): Promise<number> {
  const asked = readWish(args);
  if (asked === null || asked === 'help') {
    (asked ? io.stdout : io.stderr)(USAGE);
    return asked ? 0 : EXIT_BAD_INPUT;
  }
  const taken = await takeCredentials(configHome(env), asked.wish, deadline);
  const text = taken.ok ? asked.form(taken.value) : undefined;
  if (text === undefined) {
    io.stderr(`drawbridge: ${taken.ok ? UNWRITABLE : taken.error.message}`);
    return 1;
  }
  // Each form ends its last line itself.
  io.stdout(text.replace(/\n$/, ''));
  return 0;
}
