import { randomBytes } from 'node:crypto';
import { openLoopback } from './open-loopback';

export type HandOver = {
  /** Leads to the secret address once. */
  address: string;
  /** Once a browser was sent there. */
  taken: Promise<'taken'>;
  close(): void;
};

const HEADERS = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  connection: 'close',
};

/**
 * Gives a browser an address that nobody else is to see: everybody on a computer sees with what
 * words a browser is started, so those hold another address, of this process, that works once.
 */
export async function handOver(secretAddress: string): Promise<HandOver> {
  const { server, host, close } = await openLoopback();
  const path = `/${randomBytes(32).toString('base64url')}`;
  const taken = new Promise<'taken'>((resolve) => {
    let isTaken = false;
    server.on('request', ({ headers, method, url }, response) => {
      const isOurs = headers.host === host && method === 'GET' && url === path;
      if (!isOurs || isTaken) {
        response.writeHead(isOurs ? 410 : 404, HEADERS).end();
        return;
      }
      isTaken = true;
      response.once('close', () => resolve('taken'));
      response.writeHead(303, { ...HEADERS, location: secretAddress }).end();
    });
  });
  return { address: `http://${host}${path}`, taken, close };
}
