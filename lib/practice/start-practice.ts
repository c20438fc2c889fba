import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PracticeStateStore } from '@/lib/ports';
import { answerControl, isControl } from './control/answer-control';
import { dispatch } from './dispatch';
import { answerIssuers, isIssuers } from './issuers/answer-issuers';
import { answerSignIn, isSignIn } from './signin/answer-sign-in';
import { readHead, readRequest } from './wire/read-request';
import type { WireResponse } from './wire/request';
import { closeWorlds, createWorlds, type FolderSeed, type Worlds } from './world/worlds';

export type PracticeOptions = {
  /** 0 or absent: a free port. */
  port?: number;
  /** Absent: nothing is kept after the process. */
  store?: PracticeStateStore;
  /** Bearer token of the control API under /_practice/. */
  controlToken: string;
  /** Milliseconds since 1970; the real clock when absent. */
  now?: () => number;
  log?: (line: string) => void;
  /** What the seed `folder` means. */
  folderSeed?: FolderSeed;
};

export type Practice = { url: string; stop(): Promise<void> };

type Context = { worlds: Worlds; controlToken: string; log: (line: string) => void };

function answer(context: Context, message: IncomingMessage): Promise<WireResponse> {
  const head = readHead(message);
  const read = () => readRequest(message);
  if (isIssuers(head)) return answerIssuers(context.worlds, head);
  if (isControl(head)) return answerControl(context, head, read);
  if (isSignIn(head)) return answerSignIn(context.worlds, read);
  return dispatch(context.worlds, read, context.log);
}

/** An answer to HEAD has no body. */
function send(
  message: IncomingMessage,
  response: ServerResponse,
  out: WireResponse,
): void {
  const isHead = message.method === 'HEAD';
  const length = isHead ? {} : { 'content-length': String(Buffer.byteLength(out.body)) };
  response.writeHead(out.status, { ...length, ...out.headers });
  response.end(isHead ? undefined : out.body);
}

async function handle(
  context: Context,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    send(message, response, await answer(context, message));
  } catch (error) {
    context.log(`practice: a request could not be answered: ${error}`);
    if (response.headersSent) response.destroy();
    else
      send(message, response, {
        status: 400,
        headers: { 'content-type': 'application/xml' },
        body: '<Error><Code>BadRequest</Code><Message>The request could not be read.</Message></Error>',
      });
  }
}

/** As S3 says what went wrong before a request could be read. */
function brokenAnswer(error: NodeJS.ErrnoException): string {
  const [code, message] = BROKEN[error.code ?? ''] ?? [
    'BadRequest',
    'The request could not be read.',
  ];
  const body = `<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  return `HTTP/1.1 400 Bad Request\r\ncontent-type: application/xml\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`;
}

const BROKEN: Record<string, [code: string, message: string]> = {
  HPE_HEADER_OVERFLOW: [
    'RequestHeaderSectionTooLarge',
    'Your request header and query parameters exceed the maximum allowed size.',
  ],
  ERR_HTTP_REQUEST_TIMEOUT: [
    'RequestTimeout',
    'Your socket connection to the server was not read from or written to within the timeout period.',
  ],
};

const REQUEST_TIMEOUT_MS = 60_000;

function listening(context: Context): Server {
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS });
  const onRequest = (message: IncomingMessage, response: ServerResponse) =>
    void handle(context, message, response);
  server.on('request', onRequest);
  // Node would answer these two by itself, in a form that no AWS client knows.
  server.on('checkExpectation', onRequest);
  server.on('connect', (_, socket) => {
    // Node hands the socket over bare: nobody else listens for its errors, or closes it
    socket.on('error', () => socket.destroy());
    socket.end(brokenAnswer(new Error()), () => socket.destroy());
  });
  server.on('clientError', (error, socket) => {
    if (socket.writable) socket.end(brokenAnswer(error));
  });
  return server;
}

/**
 * Starts the practice accounts: an AWS endpoint on the loopback address that verifies
 * signatures and enforces policies. One server holds many worlds; access keys tell them
 * apart. State is loaded when first needed and saved through the store after writes.
 */
export async function startPractice(options: PracticeOptions): Promise<Practice> {
  const {
    store,
    controlToken,
    port = 0,
    now = Date.now,
    log = () => {},
    folderSeed,
  } = options;
  const worlds = createWorlds({ store, now, log, folderSeed });
  const context: Context = { worlds, controlToken, log };
  const server = listening(context);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  // a TCP server that listens has an address and a port
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${address.port}`,
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
      await closeWorlds(worlds);
    },
  };
}
