import { createServer, type IncomingHttpHeaders } from 'node:http';
import {
  type AddressInfo,
  createServer as createMailServer,
  type Socket,
} from 'node:net';

type Received = { headers: IncomingHttpHeaders; body: string };

/** A webhook's receiver, which answers what it was told to, in order, and 200 after that. */
export async function startReceiver(...statuses: number[]) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({ headers: request.headers, body: String(Buffer.concat(chunks)) });
      const status = statuses.shift() ?? 200;
      response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {});
      response.end('what nobody reads');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on TCP
  return {
    url: `http://127.0.0.1:${port}/services/T0/B0/secret-part-of-the-address`,
    received,
    stop: () => void server.close(),
  };
}

/** How a client begins that was let start TLS. This server knows none, and hangs up. */
const TLS_HANDSHAKE = 0x16;

/** Speaks as much SMTP as a client needs to hand a mail over. */
function converse(socket: Socket, mails: string[], refusal: string | null): void {
  let heard = '';
  let isMail = false;
  const say = (line: string) => socket.write(`${line}\r\n`);
  const answer = (line: string) => {
    if (/^(EHLO|HELO)/i.test(line)) return say('250 sink');
    if (/^RCPT/i.test(line) && refusal) return say(refusal);
    if (/^QUIT/i.test(line)) return socket.end('221 bye\r\n');
    if (!/^DATA/i.test(line)) return say('250 ok');
    isMail = true;
    return say('354 go on');
  };
  const keep = (mail: string) => {
    isMail = false;
    mails.push(mail);
    say('250 kept');
  };
  const next = (): string | null => {
    const end = isMail ? '\r\n.\r\n' : '\r\n';
    const at = heard.indexOf(end);
    if (at < 0) return null;
    const part = heard.slice(0, at);
    heard = heard.slice(at + end.length);
    return part;
  };
  say('220 sink');
  socket.on('data', (chunk: Buffer) => {
    if (chunk[0] === TLS_HANDSHAKE) return void socket.destroy();
    heard += chunk;
    for (let part = next(); part !== null; part = next()) (isMail ? keep : answer)(part);
  });
  socket.on('error', () => undefined);
}

/** A mail server that keeps what it gets, or refuses every recipient. */
export async function startMailServer(refusal: string | null = null) {
  const mails: string[] = [];
  const server = createMailServer((socket) => converse(socket, mails, refusal));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on TCP
  return { port, mails, stop: () => void server.close() };
}
