import os from 'node:os';
import path from 'node:path';
import { startDatabase } from './embedded';
import { makeTemplate } from './test-template';

export type SharedServer = { url: string; stop(): Promise<void> };

/** The server of `DATABASE_URL_FOR_TESTS`, else an embedded one that all test files share. */
export async function sharedServer(): Promise<SharedServer> {
  const url = process.env['DATABASE_URL_FOR_TESTS'];
  if (url) return { url, stop: async () => undefined };
  const owner = process.getuid?.() ?? 'user';
  return startDatabase({ dataDir: path.join(os.tmpdir(), `drawbridge-tests-${owner}`) });
}

/**
 * Holds it for a whole run, with the database that each file copies: otherwise each would start
 * and stop it for itself, and migrate anew.
 */
export async function setup(): Promise<() => Promise<void>> {
  const { url, stop } = await sharedServer();
  const dropTemplate = await makeTemplate(url);
  return async () => {
    await dropTemplate();
    await stop();
  };
}
