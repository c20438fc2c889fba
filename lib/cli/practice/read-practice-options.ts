import { statSync } from 'node:fs';
import { parseArgs } from 'node:util';

export const PRACTICE_USAGE = `usage: drawbridge practice [--port N] [--seed small|org|DIR] [--json] [--state FILE]

  --port N      listen on this port of 127.0.0.1; a free one when not given
  --seed small  two accounts
  --seed org    an organisation of fourteen accounts (the default)
  --seed DIR    accounts of your own: DIR holds accounts/*.json as "aws iam
                get-account-authorization-details" prints them, and an org.json
  --json        print one line: {endpoint, accounts: [{id, name, accessKeyId,
                secretAccessKey}]}, the keys of an administrator of each
  --state FILE  keep everything in FILE over restarts; only its owner may read it
  --help        print this

DRAWBRIDGE_PRACTICE_TOKEN in the environment is the bearer token of the control API
under /_practice/worlds/cli; without it nobody has one`;

export type PracticeOptions = {
  port: number;
  seed: 'small' | 'org' | { folder: string };
  isSeedGiven: boolean;
  isJson: boolean;
  stateFile: string | null;
};

const FLAGS = {
  port: { type: 'string' },
  seed: { type: 'string' },
  json: { type: 'boolean', default: false },
  state: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;
const KNOWN = '--port, --seed, --json, --state, --help';

function parsed(args: string[]) {
  try {
    return parseArgs({ args, options: FLAGS }).values;
  } catch (error) {
    const given = args.find((word) => {
      const [name = ''] = word.replace(/^--/, '').split('=');
      return !(word.startsWith('--') && Object.hasOwn(FLAGS, name));
    });
    const isUnknown =
      error instanceof Error &&
      'code' in error &&
      String(error.code) === 'ERR_PARSE_ARGS_UNKNOWN_OPTION';
    if (isUnknown) return `there is no option ${given ?? ''}; there are ${KNOWN}`;
    return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
  }
}

const isPort = (text: string): boolean =>
  /^\d{1,5}$/.test(text) && Number(text) <= 65_535;

function seedOf(seed: string): PracticeOptions['seed'] | string {
  if (seed === 'small' || seed === 'org') return seed;
  const stats = statSync(seed, { throwIfNoEntry: false });
  if (stats) return { folder: seed };
  return `--seed ${seed}: there is no such seed or folder; the seeds are small and org`;
}

/** What the words after `practice` ask for; a text tells what is wrong with them. */
export function readPracticeOptions(
  args: string[],
): PracticeOptions | 'help' | { problem: string } {
  const values = parsed(args);
  if (typeof values === 'string') return { problem: values };
  if (values.help) return 'help';
  const { port = '0', seed: wanted = 'org', state = null } = values;
  if (!isPort(port))
    return { problem: `--port ${port}: a port is a number from 0 to 65535` };
  if (state === '') return { problem: '--state needs the name of a file' };
  const seed = seedOf(wanted);
  if (typeof seed === 'string' && seed !== 'small' && seed !== 'org')
    return { problem: seed };
  return {
    port: Number(port),
    seed,
    isSeedGiven: values.seed !== undefined,
    isJson: values.json,
    stateFile: state,
  };
}
