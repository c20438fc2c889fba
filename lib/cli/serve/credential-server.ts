import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { parseArn } from '@/lib/core/arn';
import { err, ok, type Result } from '@/lib/core/result';
import { timeOf } from '@/lib/credentials/formats';
import type { IssuedCredentials } from '@/lib/credentials/schema';
import type { Problem } from '../console/call-console';
import { openLoopback } from '../console/open-loopback';
import { oneAtATime } from './one-at-a-time';

const PATH = '/credentials';

export type CredentialServer = { url: string; token: string; close(): void };

type Refusal = { status: number; code: string; message: string };
type Take = () => Promise<Result<IssuedCredentials, Problem>>;

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Takes as long for every other text. */
const isSame = (text: string, digested: Buffer): boolean =>
  timingSafeEqual(digest(text), digested);

const refused = (status: number, code: string, message: string): Refusal => ({
  status,
  code,
  message,
});

/** Browsers say where a page comes from; AWS clients say nothing of it. */
const OF_BROWSERS = ['origin', 'sec-fetch-site', 'sec-fetch-mode'];

/** Why a request gets nothing. The token is looked at last: a page of the web never gets there. */
function refusalOf(
  { headers, method, url }: IncomingMessage,
  host: string,
  token: Buffer,
): Refusal | null {
  if (headers.host !== host)
    return refused(403, 'BadHost', 'It was asked for under another name.');
  if (OF_BROWSERS.some((name) => headers[name] !== undefined))
    return refused(403, 'BadOrigin', 'It was asked for by a page in a browser.');
  if (method !== 'GET' || url !== PATH)
    return refused(404, 'NotFound', 'It was asked for something else than credentials.');
  if (!isSame(headers.authorization ?? '', token))
    return refused(401, 'BadToken', 'It was asked for without the right token.');
  return null;
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(JSON.stringify(body));
}

const UNREACHABLE = 503;
const REFUSED = 403;

/** In the words of AWS's container endpoints. */
const credentialsOf = (issued: IssuedCredentials) => ({
  AccessKeyId: issued.accessKeyId,
  SecretAccessKey: issued.secretAccessKey,
  Token: issued.sessionToken,
  Expiration: timeOf(new Date(issued.expiresAt)),
  AccountId: parseArn(issued.roleArn)?.accountId,
  RoleArn: issued.roleArn,
});

const unreadable = (error: NodeJS.ErrnoException): Awaited<ReturnType<Take>> =>
  err({ kind: 'unreachable', message: `what is kept cannot be read: ${error.code}` });

async function serve(response: ServerResponse, take: Take): Promise<void> {
  const taken = await take().catch(unreadable);
  if (taken.ok) return answer(response, 200, credentialsOf(taken.value));
  const { kind, message } = taken.error;
  const status = kind === 'unreachable' ? UNREACHABLE : REFUSED;
  answer(response, status, { Code: 'NoCredentials', Message: message });
}

/** Tells each kind of refusal once: who asks often must not fill a terminal. */
function sayOnce(complain: (line: string) => void) {
  const said = new Set<string>();
  return ({ code, message }: Refusal) => {
    if (!said.has(code)) complain(`a request was refused. ${message}`);
    said.add(code);
  };
}

type Options = {
  /** 0 for one that is free. */
  port: number;
  take: Take;
  complain: (line: string) => void;
};

/**
 * Hands credentials to the programs of this computer that know the token, as the containers of
 * AWS get theirs.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html
 */
export async function serveCredentials({
  port,
  take,
  complain,
}: Options): Promise<Result<CredentialServer, string>> {
  const opened = await openLoopback(port).catch(
    (error: NodeJS.ErrnoException) => error.code,
  );
  if (typeof opened !== 'object')
    return err(`port ${port} cannot be listened on: ${opened}`);
  const { server, host, close } = opened;
  const token = randomBytes(32).toString('base64url');
  const [digested, say] = [digest(token), sayOnce(complain)];
  const shared = oneAtATime(take);
  server.on('request', (request, response) => {
    const refusal = refusalOf(request, host, digested);
    if (!refusal) return void serve(response, shared);
    say(refusal);
    const { status, code, message } = refusal;
    answer(response, status, { Code: code, Message: message });
  });
  return ok({ url: `http://${host}${PATH}`, token, close });
}
