import { type ChildProcess, execFile, spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { asDatabaseUser, type Cluster } from './cluster';
import { isProcessAlive } from './is-process-alive';

/** What `postmaster.pid` says about the server of a cluster. */
export type PostmasterNote = { pid: number; port: number; text: string };

/** A server process of ours, and what its log says since it was started. */
export type Postmaster = { child: ChildProcess; port: number; logSince(): string };

const LOG_KEPT_BYTES = 4_000_000;
const STOP_SECONDS = 60;

const noteFile = ({ data }: Cluster) => path.join(data, 'postmaster.pid');

/** Null when no server runs and none was killed. The port is 0 while the server is young. */
export function readNote(cluster: Cluster): PostmasterNote | null {
  try {
    const text = readFileSync(noteFile(cluster), 'utf8');
    const [pid, , , port] = text.split('\n');
    return { pid: Number(pid), port: Number(port ?? 0), text };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Whether a living process is a server of this data directory; true when nobody can tell. */
function servesCluster(pid: number, { data }: Cluster): boolean {
  if (process.platform !== 'linux') return true;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(data);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ENOENT';
  }
}

/**
 * Whether a server of this cluster runs (or comes up, or goes down).
 *
 * After a kill or a restart of the machine the note can name a process number that something
 * else has by now; PostgreSQL would then refuse to start for ever, so the note is taken away.
 * It is put back when it changed meanwhile, which means that another process started a server.
 */
export function isPostmasterAlive(cluster: Cluster): boolean {
  const note = readNote(cluster);
  if (!note || !isProcessAlive(note.pid)) return false;
  if (servesCluster(note.pid, cluster)) return true;
  const aside = `${noteFile(cluster)}.stale-${process.pid}`;
  renameSync(noteFile(cluster), aside);
  if (readFileSync(aside, 'utf8') !== note.text) {
    renameSync(aside, noteFile(cluster));
    return true;
  }
  rmSync(aside);
  return false;
}

function isFree(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(null));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = probe.address();
      const bound = typeof address === 'object' && address ? address.port : null;
      probe.close(() => resolve(bound));
    });
  });
}

async function choosePort(remembered: number | null): Promise<number> {
  const port = (remembered && (await isFree(remembered))) || (await isFree(0));
  if (!port) throw new Error('No free port on 127.0.0.1 for the database.');
  return port;
}

function openLog(file: string): { log: number; bytesBefore: number } {
  const bytesBefore = existsSync(file) ? statSync(file).size : 0;
  if (bytesBefore > LOG_KEPT_BYTES) renameSync(file, `${file}.old`);
  return {
    log: openSync(file, 'a', 0o600),
    bytesBefore: bytesBefore > LOG_KEPT_BYTES ? 0 : bytesBefore,
  };
}

/**
 * Starts a server in a session of its own: neither Ctrl-C in the terminal nor the death of this
 * process stops it in the middle of its work.
 */
export async function spawnPostmaster(cluster: Cluster): Promise<Postmaster> {
  const port = await choosePort(cluster.access.port);
  const settings = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    'unix_socket_directories=',
    'password_encryption=scram-sha-256',
    'max_connections=100',
    'shared_buffers=64MB',
    'timezone=UTC',
    'log_timezone=UTC',
  ];
  const args = ['-D', cluster.data, ...settings.flatMap((setting) => ['-c', setting])];
  const logFile = path.join(cluster.place.home, 'server.log');
  const { log, bytesBefore } = openLog(logFile);
  const child = spawn(cluster.files.postgres, args, {
    ...asDatabaseUser(cluster.place),
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.on('error', () => undefined); // an exit code of null is read as a failed start
  child.unref();
  const logSince = () => readFileSync(logFile).subarray(bytesBefore).toString('utf8');
  return { child, port, logSince };
}

/** Ends all connections, writes everything down and stops. */
export async function stopPostmaster(cluster: Cluster): Promise<void> {
  const args = ['stop', '-D', cluster.data, '-m', 'fast', '-w', '-t', `${STOP_SECONDS}`];
  await promisify(execFile)(cluster.files.pgCtl, args, asDatabaseUser(cluster.place));
}
