import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { deviceLogin } from './device-login';

const given = {
  state: 'signed-in',
  token: 'dbr_example',
  person: 'Mei',
  workspace: 'Practice',
  expiresAt: '2026-12-24T09:00:00.000Z',
};
const started = {
  deviceCode: 'a'.repeat(52),
  typedCode: 'BCDF-GHJK',
  page: 'http://localhost/cli/device',
  expiresAt: new Date(0).toISOString(), // over, by the clock of this computer
  pollSeconds: 1,
};

it('waits for the answer on a computer whose clock is ahead of the console’s', async () => {
  const server = createServer(({ url }, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(url?.endsWith('/token') ? given : started));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo; // it listens on a port
  const wish = {
    server: `http://127.0.0.1:${port}`,
    person: 'mei@example.com',
    verifier: 'v'.repeat(43),
  };
  const io = { stdout: () => {}, stderr: () => {} };
  const asked = await deviceLogin(wish, io);
  await new Promise((done) => server.close(done));
  expect(asked).toMatchObject({ ok: true, value: { person: 'Mei' } });
});
