import net, { type AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { freePort } from './free-port';

async function holding<T>(
  address: string,
  run: (port: number) => Promise<T>,
): Promise<T> {
  const server = net.createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, address, resolve);
  });
  const { port } = server.address() as AddressInfo; // a TCP server that listens has one
  return run(port).finally(() => server.close());
}

const hasIpv6 = await holding('::1', async () => true).catch(() => false);

it('passes over a port that another program holds', () =>
  holding('127.0.0.1', async (port) => {
    expect(await freePort(port)).toBeGreaterThan(port);
  }));

it.runIf(hasIpv6)('passes over a port that is held on the other loopback address', () =>
  holding('::1', async (port) => {
    expect(await freePort(port)).toBeGreaterThan(port);
  }),
);

it('says so when the last port is taken', async () => {
  const server = net.createServer();
  await new Promise<void>((resolve) => {
    server.once('error', () => resolve());
    server.listen(65_535, '127.0.0.1', resolve);
  });
  await expect(freePort(65_535)).rejects.toThrow('Set PORT');
  server.close();
});
