import { rmSync } from 'node:fs';
import { startConsole } from './console-process';

/** One built console for the whole run; workers find it by an environment variable. */
export default async function startServer(): Promise<() => Promise<void>> {
  const running = await startConsole();
  const { origin, dataDir, firstRunLink, practice, databaseUrl } = running;
  process.env['DRAWBRIDGE_E2E'] = JSON.stringify({
    origin,
    dataDir,
    firstRunLink,
    practice,
    databaseUrl,
  });
  return async () => {
    await running.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
