import pg from 'pg';
import type { Cluster } from './cluster';
import { superuserUrl } from './database-access';

/** A connection that tells the others that this process uses the server. */
export type Presence = {
  /** Runs while no other process does. */
  alone(work: (client: pg.ClientBase) => Promise<void>): Promise<void>;
  /** Calls back once when the server ends the connection. */
  onLost(callback: () => void): void;
  /** Ends the connection. True when nobody else is there and nobody can come any more. */
  leave(): Promise<boolean>;
};

/** Held shared by everybody present; the last one to leave gets it for itself. */
const PRESENCE_LOCK = 827_114_001;
const SETUP_LOCK = 827_114_002;
const CONNECT_TIMEOUT_MS = 5000;
const WRONG_PASSWORD = '28P01';

async function connect(cluster: Cluster, port: number): Promise<pg.Client | null> {
  const client = new pg.Client({
    connectionString: superuserUrl(cluster.access, port),
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: 'drawbridge-presence',
    keepAlive: true,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ data: string }>(
      `SELECT current_setting('data_directory') AS data,
              pg_advisory_lock_shared(${PRESENCE_LOCK})`,
    );
    if (rows[0]?.data === cluster.data) return client;
    await client.end();
    return null;
  } catch (error) {
    await client.end().catch(() => undefined);
    if ((error as { code?: string }).code !== WRONG_PASSWORD) return null;
    throw new Error(
      `The password in ${cluster.place.dataDir}/database.json does not open the database there. Put the file back from a copy.`,
      { cause: error },
    );
  }
}

async function inSetupLock(
  client: pg.Client,
  work: (client: pg.ClientBase) => Promise<void>,
): Promise<void> {
  await client.query(`SELECT pg_advisory_lock(${SETUP_LOCK})`);
  try {
    await work(client);
  } finally {
    await client.query(`SELECT pg_advisory_unlock(${SETUP_LOCK})`);
  }
}

/** In two statements: of two who leave at once, at least one finds itself alone. */
async function leaveLast(client: pg.Client): Promise<boolean> {
  await client.query(`SELECT pg_advisory_unlock_shared(${PRESENCE_LOCK})`);
  const { rows } = await client.query<{ isLast: boolean }>(
    `SELECT pg_try_advisory_lock(${PRESENCE_LOCK}) AS "isLast"`,
  );
  return rows[0]?.isLast === true;
}

/**
 * Shows our presence to the server on this port. Null when it does not answer (yet), serves
 * another cluster, or is just being stopped by the last one who left.
 */
export async function hold(cluster: Cluster, port: number): Promise<Presence | null> {
  const client = await connect(cluster, port);
  if (!client) return null;
  let isLeaving = false;
  let isLost = false;
  client.once('end', () => {
    isLost = true;
  });
  return {
    alone: (work) => inSetupLock(client, work),
    onLost: (callback) => {
      if (isLost) callback();
      else client.once('end', () => isLeaving || callback());
    },
    leave: async () => {
      isLeaving = true;
      const isLast = await leaveLast(client).catch(() => false);
      if (!isLast) await client.end().catch(() => undefined);
      return isLast;
    },
  };
}
