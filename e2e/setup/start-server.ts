import { rmSync } from 'node:fs';
import { startConsole } from './console-process';

/**
 * One built console for the whole run; workers find it by an environment variable. When that is
 * set already, the console is somebody else's to stop.
 */
export default async function startServer(): Promise<() => Promise<void>> {
  if (process.env['DRAWBRIDGE_E2E']) return async () => undefined;
  // Nobody cuts its power: no commit waits for the disk.
  const running = await startConsole({
    env: { PGOPTIONS: '-c synchronous_commit=off' },
  });
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
