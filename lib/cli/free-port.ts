import net from 'node:net';

const TRIES = 50;

const isFree = (port: number) =>
  new Promise<boolean>((resolve) => {
    const server = net.createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

/** The wanted port of 127.0.0.1, or the next free one. */
export async function freePort(wanted: number): Promise<number> {
  for (let port = wanted; port < wanted + TRIES; port += 1) {
    if (await isFree(port)) return port;
  }
  throw new Error(`No port from ${wanted} to ${wanted + TRIES - 1} is free. Set PORT.`);
}
