import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Cluster, prepareCluster } from './cluster';
import {
  CONSOLE_DATABASE,
  CONSOLE_ROLE,
  consoleUrl,
  readAccess,
  rememberPort,
} from './database-access';
import { prepareDatabasePlace } from './database-place';
import {
  isPostmasterAlive,
  type Postmaster,
  type PostmasterNote,
  readNote,
  spawnPostmaster,
  stopPostmaster,
} from './postmaster';
import { hold, type Presence } from './presence';

export type RunningDatabase = {
  /** For the console's own role, which owns its database and is not the superuser. */
  url: string;
  /** Leaves the server to the other processes that use it; the last one stops it. */
  stop(): Promise<void>;
  /** Whether a server was found running. */
  attached: boolean;
};

type Options = { dataDir: string; log?: (line: string) => void };
type Live = { presence: Presence; port: number; attached: boolean };

const START_SECONDS = 90;
const PAUSE_MS = 100;

/** Reasons that pass by themselves: another start, the backends of a killed server, a port. */
const PASSING =
  /lock file .* already exists|shared memory block .* still in use|Address already in use|could not create any TCP|could not bind/;

function explainExit({ child, logSince }: Postmaster): Error | null {
  const words = logSince();
  if (PASSING.test(words)) return null;
  const fatal = words.split('\n').findLast((line) => /FATAL|PANIC|error/.test(line));
  const reason = fatal ?? `it ended with ${child.exitCode ?? child.signalCode}`;
  return new Error(`PostgreSQL could not be started: ${reason.trim()}`);
}

const hasExited = ({ child }: Postmaster) =>
  child.pid === undefined || child.exitCode !== null || child.signalCode !== null;

async function attach(
  cluster: Cluster,
): Promise<{ presence: Presence; note: PostmasterNote } | null> {
  const note = readNote(cluster);
  if (!note?.port || !isPostmasterAlive(cluster)) return null;
  const presence = await hold(cluster, note.port);
  return presence && { presence, note };
}

/** The server we are starting: the same while it lives, another when its end was a passing one. */
async function keepStarting(
  cluster: Cluster,
  own: Postmaster | null,
): Promise<Postmaster | null> {
  if (own && !hasExited(own)) return own;
  const failure = own && explainExit(own);
  if (failure) throw failure;
  return isPostmasterAlive(cluster) ? null : spawnPostmaster(cluster);
}

/** One server for the cluster, ours or another process's, and our presence on it. */
async function attachOrStart(cluster: Cluster): Promise<Live> {
  const deadline = Date.now() + START_SECONDS * 1000;
  let own: Postmaster | null = null;
  while (Date.now() < deadline) {
    const found = await attach(cluster);
    if (found) {
      const { presence, note } = found;
      return { presence, port: note.port, attached: own?.child.pid !== note.pid };
    }
    own = await keepStarting(cluster, own);
    await sleep(PAUSE_MS);
  }
  throw new Error(
    `The database in ${cluster.data} did not answer within ${START_SECONDS} s. Its log is server.log in the folder above.`,
  );
}

/** The console's role and database, made when they are missing. */
async function ensureConsoleDatabase(
  client: pg.ClientBase,
  password: string,
): Promise<void> {
  const role = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [
    CONSOLE_ROLE,
  ]);
  if (role.rowCount === 0)
    await client.query(
      `CREATE ROLE ${CONSOLE_ROLE} LOGIN CREATEDB PASSWORD ${pg.escapeLiteral(password)}`,
    );
  const database = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [
    CONSOLE_DATABASE,
  ]);
  if (database.rowCount === 0)
    await client.query(`CREATE DATABASE ${CONSOLE_DATABASE} OWNER ${CONSOLE_ROLE}`);
}

async function bringUp(cluster: Cluster): Promise<Live> {
  const live = await attachOrStart(cluster);
  rememberPort(cluster.place.dataDir, live.port);
  await live.presence.alone((client) =>
    ensureConsoleDatabase(client, cluster.access.password),
  );
  return live;
}

/** Brings the server up again whenever it goes away, until it is told to stop. */
function keepAlive(cluster: Cluster, first: Live, log: (line: string) => void) {
  let live: Live | null = first;
  let isStopping = false;
  let reviving = Promise.resolve();

  const revive = async () => {
    if (isStopping) return;
    live = null;
    log('The database went away; bringing it up again…');
    live = await bringUp({ ...cluster, access: readAccess(cluster.place.dataDir) });
    if (live.port !== first.port)
      log('The database has another port now. Start the console again.');
    watch(live);
  };
  const watch = ({ presence }: Live) =>
    presence.onLost(() => {
      reviving = revive().catch((error: Error) => log(error.message));
    });
  watch(first);

  return {
    stop: async () => {
      isStopping = true;
      await reviving;
      if (await live?.presence.leave()) await stopPostmaster(cluster);
    },
  };
}

/**
 * Runs the console's own PostgreSQL from the npm package, on 127.0.0.1 with a made-up password,
 * or attaches to the one that already serves this data folder.
 *
 * The server outlives a process that is killed: nothing acknowledged is lost, and the next
 * start attaches to it. Every process that uses it holds a connection to it, which ends with
 * the process; `stop` stops the server only when nobody else holds one. A server that dies is
 * started again, on the same port when that is free.
 *
 * @throws with a sentence for the operator when the folder cannot be used or PostgreSQL does
 *   not start.
 */
export async function startDatabase({
  dataDir,
  log = () => undefined,
}: Options): Promise<RunningDatabase> {
  const cluster = await prepareCluster(prepareDatabasePlace(dataDir), log);
  const first = await bringUp(cluster);
  if (first.attached) log('Using the database that is already running.');
  const guard = keepAlive(cluster, first, log);
  return {
    url: consoleUrl(cluster.access, first.port),
    attached: first.attached,
    stop: guard.stop,
  };
}
