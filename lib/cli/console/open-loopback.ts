import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const HOST = '127.0.0.1';

export type Loopback = {
  server: Server;
  /** What a request's Host must be: a name that somebody led to this computer is none of ours. */
  host: string;
  close(): void;
};

/**
 * A server for the programs of this computer alone.
 *
 * @param port 0 for one that is free
 * @throws what the system says of a port that is taken
 */
export async function openLoopback(port = 0): Promise<Loopback> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, resolve);
  });
  const { port: given } = server.address() as AddressInfo; // it listens on TCP
  const close = () => {
    server.close();
    server.closeAllConnections(); // a browser keeps some open on which it asks nothing
  };
  return { server, host: `${HOST}:${given}`, close };
}
