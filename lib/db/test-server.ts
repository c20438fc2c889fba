import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';

/** The folder of a data folder's cluster. */
export function homeOf(dataDir: string): string {
  const where = path.join(dataDir, 'where');
  return existsSync(where)
    ? readFileSync(where, 'utf8').trim()
    : path.join(dataDir, 'database');
}

const noteOf = (dataDir: string) => path.join(homeOf(dataDir), 'data', 'postmaster.pid');

/** Process number of the server that runs, or ran when it was killed. */
export function serverPid(dataDir: string): number | null {
  const note = noteOf(dataDir);
  return existsSync(note) ? Number(readFileSync(note, 'utf8').split('\n')[0]) : null;
}

function childrenOf(pid: number): number[] {
  const list = `/proc/${pid}/task/${pid}/children`;
  if (!existsSync(list)) return [];
  return readFileSync(list, 'utf8').split(' ').filter(Boolean).map(Number);
}

/** The server and its backends, without a chance to write anything down. */
export function killServer(dataDir: string): void {
  const pid = serverPid(dataDir);
  if (!pid) return;
  for (const victim of [pid, ...childrenOf(pid)]) {
    try {
      process.kill(victim, 'SIGKILL');
    } catch {
      // it ended meanwhile
    }
  }
}

export async function ask<Row extends pg.QueryResultRow>(
  url: string,
  sql: string,
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}
