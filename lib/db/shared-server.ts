import os from 'node:os';
import path from 'node:path';
import { startDatabase } from './embedded';

export type SharedServer = { url: string; stop(): Promise<void> };

/** The server of `DATABASE_URL_FOR_TESTS`, else an embedded one that all test files share. */
export async function sharedServer(): Promise<SharedServer> {
  const url = process.env['DATABASE_URL_FOR_TESTS'];
  if (url) return { url, stop: async () => undefined };
  const owner = process.getuid?.() ?? 'user';
  return startDatabase({ dataDir: path.join(os.tmpdir(), `drawbridge-tests-${owner}`) });
}

/** Holds it for a whole run: each file would start and stop it for itself. */
export async function setup(): Promise<() => Promise<void>> {
  const { stop } = await sharedServer();
  return stop;
}
