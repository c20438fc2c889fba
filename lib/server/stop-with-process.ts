import 'server-only';
import type { Services } from './service-ports';

/**
 * Ends jobs and connections in good order when the process is told to stop, or when the
 * supervisor that started it is gone: without its practice accounts it would be half a console.
 */
export function stopWithProcess(ports: Pick<Services, 'stop'>): void {
  let isStopping = false;
  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    await ports.stop().catch(() => undefined);
    process.exit(0);
  };
  for (const event of ['SIGTERM', 'SIGINT'] as const) process.once(event, stop);
  if (process.connected) process.once('disconnect', stop);
}
