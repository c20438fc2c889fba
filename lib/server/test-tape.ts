import { createServer, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Members of AWS's answers, and of the questions to it, that let somebody in. */
const SECRETS = [
  /<(?:AccessKeyId|SecretAccessKey|SessionToken)>([^<]+)</g,
  /"(?:accessKeyId|secretAccessKey|sessionToken|SigninToken|token)":"([^"]+)"/gi,
  /[?&](?:WebIdentityToken|SAMLAssertion|SigninToken)=([^&]+)/g,
];

const secretsIn = (text: string): string[] =>
  SECRETS.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(([, found = '']) => decodeURIComponent(found)),
  );

/** Stands in front of an endpoint and remembers every secret that goes to and fro. */
export async function startTape(target: string) {
  const secrets = new Set<string>();
  const note = (text: string): void => {
    for (const secret of secretsIn(text)) secrets.add(secret);
  };
  const server = createServer((incoming, outgoing) => {
    const { method, url = '/', headers } = incoming;
    const asked: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => asked.push(chunk));
    incoming.on('end', () => {
      const body = Buffer.concat(asked);
      note(`${url}&${body}`);
      // The Host header is signed, so it goes on as it came.
      const forward = send(`${target}${url}`, { method, headers }, (answer) => {
        const answered: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => answered.push(chunk));
        answer.on('end', () => {
          note(String(Buffer.concat(answered)));
          outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
          outgoing.end(Buffer.concat(answered));
        });
      });
      forward.on('error', () => outgoing.destroy());
      forward.end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on TCP
  return {
    url: `http://127.0.0.1:${port}`,
    secrets,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
