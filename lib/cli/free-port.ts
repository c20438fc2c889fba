import net from 'node:net';

const TRIES = 50;
const LAST_PORT = 65_535;
/** A browser that is told `localhost` may ask either of them. */
const ADDRESSES = ['127.0.0.1', '::1'];

const isFreeAt = (port: number, address: string) =>
  new Promise<boolean>((resolve) => {
    const server = net.createServer();
    // A machine without IPv6 has nothing there that could be in the way.
    server.once('error', (error: NodeJS.ErrnoException) =>
      resolve(['EADDRNOTAVAIL', 'EAFNOSUPPORT'].includes(error.code ?? '')),
    );
    server.listen({ port, host: address, exclusive: true }, () =>
      server.close(() => resolve(true)),
    );
  });

async function isFree(port: number): Promise<boolean> {
  for (const address of ADDRESSES) if (!(await isFreeAt(port, address))) return false;
  return true;
}

/** The wanted port of this machine's own addresses, or the next free one. */
export async function freePort(wanted: number): Promise<number> {
  const last = Math.min(wanted + TRIES - 1, LAST_PORT);
  for (let port = wanted; port <= last; port += 1) {
    if (await isFree(port)) return port;
  }
  throw new Error(`No port from ${wanted} to ${last} is free. Set PORT.`);
}
