import { type Practice, startPractice } from '@/lib/practice/start-practice';
import { sayFileError } from './estate/say-file-error';
import { EXIT_BAD_INPUT, type Io } from './io';
import { folderSeed } from './practice/folder-seed';
import {
  PRACTICE_USAGE,
  type PracticeOptions,
  readPracticeOptions,
} from './practice/read-practice-options';
import { openStateFile, type StateFile } from './practice/state-file';
import { practiceToken } from './practice-token';

/** The one world of this command. */
const WORLD = 'cli';

type Account = { id: string; name: string; accessKeyId: string; secretAccessKey: string };
type Control = <T>(method: string, path: string, body: object) => Promise<T>;

function controlOf(url: string, controlToken: string): Control {
  return async (method, path, body) => {
    const response = await fetch(`${url}/_practice/worlds/${WORLD}${path}`, {
      method,
      headers: { authorization: `Bearer ${controlToken}` },
      body: JSON.stringify(body),
    });
    // our own control API, whose answers have these shapes
    const answer = (await response.json()) as { error?: string };
    if (!response.ok) throw new Error(answer.error ?? `HTTP ${response.status}`);
    return answer as never;
  };
}

function openState(file: string | null): StateFile | null {
  if (file === null) return null;
  try {
    const state = openStateFile(file);
    if (state) return state;
  } catch (error) {
    throw new Error(`${file}: ${sayFileError(error, 'written')}`);
  }
  throw new Error(`${file}: is no state of practice accounts; name another file`);
}

async function listen(options: PracticeOptions, setUp: SetUp): Promise<Practice> {
  const { port, seed } = options;
  const { controlToken, state, io } = setUp;
  try {
    return await startPractice({
      port,
      controlToken,
      log: io.stderr,
      ...(state && { store: state.store }),
      ...(typeof seed === 'object' && { folderSeed: folderSeed(seed.folder) }),
    });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const cause = code === 'EADDRINUSE' ? 'it is taken' : `it cannot be used: ${code}`;
    throw new Error(`--port ${port}: ${cause}`);
  }
}

type SetUp = { controlToken: string; state: StateFile | null; io: Io };

async function accountsOf(
  options: PracticeOptions,
  { io }: SetUp,
  control: Control,
): Promise<Account[]> {
  const seed = typeof options.seed === 'object' ? 'folder' : options.seed;
  const world = await control<{ isNew: boolean }>('PUT', '', { seed });
  if (!world.isNew && options.isSeedGiven)
    io.stderr(
      `drawbridge: ${options.stateFile} holds a world already, so --seed is not read`,
    );
  return (await control<{ accounts: Account[] }>('POST', '/administrators', {})).accounts;
}

function tell({ isJson }: PracticeOptions, io: Io, url: string, list: Account[]): void {
  if (isJson) {
    const accounts = list.map(({ id, name, accessKeyId, secretAccessKey }) => ({
      id,
      name,
      accessKeyId,
      secretAccessKey,
    }));
    io.stdout(JSON.stringify({ endpoint: url, accounts }));
    return;
  }
  io.stdout(`Practice accounts at ${url} (nothing here is AWS)`);
  for (const { id, name, accessKeyId, secretAccessKey } of list)
    io.stdout(`${id}  ${name.padEnd(12)} ${accessKeyId} ${secretAccessKey}`);
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => resolve());
  });
}

async function serve(options: PracticeOptions, setUp: SetUp): Promise<void> {
  const stopped = stopSignal();
  const endpoint = await listen(options, setUp);
  try {
    const control = controlOf(endpoint.url, setUp.controlToken);
    const accounts = await accountsOf(options, setUp, control);
    tell(options, setUp.io, endpoint.url, accounts);
    await stopped;
  } finally {
    await endpoint.stop();
  }
}

/**
 * `drawbridge practice`: the practice accounts on their own until stopped, in memory or with
 * their state in a file.
 */
export async function practice(args: string[], io: Io): Promise<number> {
  const options = readPracticeOptions(args);
  if (options === 'help') {
    io.stdout(PRACTICE_USAGE);
    return 0;
  }
  let state: StateFile | null = null;
  try {
    if ('problem' in options) throw new Error(options.problem);
    state = openState(options.stateFile);
    await serve(options, { controlToken: practiceToken(), state, io });
    return 0;
  } catch (error) {
    io.stderr(`drawbridge: ${error instanceof Error ? error.message : String(error)}`);
    return EXIT_BAD_INPUT;
  } finally {
    state?.close();
  }
}
