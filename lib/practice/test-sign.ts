import { request as httpRequest } from 'node:http';
import type { Keys } from './test-practice';
import { encodeRfc3986 } from './wire/request';
import { hmac, sha256Hex } from './wire/signature';

export type Asked = {
  service: string;
  method: string;
  /** As it goes out, percent-encoded. */
  path: string;
  /** Canonical already: names in order, values encoded, `=` always there. */
  query?: string;
  headers?: Record<string, string>;
  body?: string;
  at?: number;
  payloadHash?: string;
};

const stampOf = (at: number) => new Date(at).toISOString().replace(/[-:]|\.\d+/g, '');

const keyFor = (parts: string[], { secretAccessKey }: Keys) =>
  parts.reduce<Buffer | string>(
    (secret, part) => hmac(secret, part),
    `AWS4${secretAccessKey}`,
  );

type Presigned = {
  path: string;
  method?: string;
  at?: number;
  seconds?: string;
  /** Further query pairs. */
  more?: [string, string][];
};

/** An address of S3 that carries its signature. */
export function presignedUrl(url: string, keys: Keys, wish: Presigned): string {
  const { path, method = 'GET', at = Date.now(), seconds = '60', more = [] } = wish;
  const stamp = stampOf(at);
  const parts = [stamp.slice(0, 8), 'us-east-1', 's3', 'aws4_request'];
  const { sessionToken } = keys;
  const pairs: [string, string][] = [
    ['X-Amz-Algorithm', 'AWS4-HMAC-SHA256'],
    ['X-Amz-Credential', [keys.accessKeyId, ...parts].join('/')],
    ['X-Amz-Date', stamp],
    ['X-Amz-Expires', seconds],
    ['X-Amz-SignedHeaders', 'host'],
    ...more,
  ];
  if (sessionToken) pairs.push(['X-Amz-Security-Token', sessionToken]);
  const query = pairs
    .map((pair) => pair.map(encodeRfc3986).join('='))
    .sort()
    .join('&');
  const canonical = [
    method,
    path,
    query,
    `host:${new URL(url).host}`,
    '',
    'host',
    'UNSIGNED-PAYLOAD',
  ].join('\n');
  const scope = parts.join('/');
  const toSign = ['AWS4-HMAC-SHA256', stamp, scope, sha256Hex(canonical)].join('\n');
  const signature = hmac(keyFor(parts, keys), toSign).toString('hex');
  return `${url}${path}?${query}&X-Amz-Signature=${signature}`;
}

/** A request signed by AWS's published recipe; what it says is the caller's business. */
export function sign(url: string, keys: Keys, asked: Asked) {
  const { service, method, path, query = '', body = '', at = Date.now() } = asked;
  const stamp = stampOf(at);
  const headers: Record<string, string> = {
    host: new URL(url).host,
    'x-amz-date': stamp,
    ...(keys.sessionToken && { 'x-amz-security-token': keys.sessionToken }),
    ...asked.headers,
  };
  const names = Object.keys(headers).sort();
  const canonical = [
    method,
    path,
    query,
    ...names.map((name) => `${name}:${headers[name]?.trim()}`),
    '',
    names.join(';'),
    asked.payloadHash ?? headers['x-amz-content-sha256'] ?? sha256Hex(body),
  ].join('\n');
  const parts = [stamp.slice(0, 8), 'us-east-1', service, 'aws4_request'];
  const scope = parts.join('/');
  const toSign = ['AWS4-HMAC-SHA256', stamp, scope, sha256Hex(canonical)].join('\n');
  const key = keyFor(parts, keys);
  const signature = hmac(key, toSign).toString('hex');
  const authorization = `AWS4-HMAC-SHA256 Credential=${keys.accessKeyId}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
  const sent: Record<string, string> = { ...headers, authorization };
  return { method, path, query, body, stamp, scope, key, signature, headers: sent };
}

export type Answered = { status: number; contentType: string; text: string };

/** Sends it as it is, even when it was bent after signing. */
export function send(url: string, signed: ReturnType<typeof sign>): Promise<Answered> {
  const { method, path, query, headers, body } = signed;
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      `${url}${path}${query ? `?${query}` : ''}`,
      { method, headers: { ...headers, 'content-length': Buffer.byteLength(body) } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            contentType: response.headers['content-type'] ?? '',
            text: Buffer.concat(chunks).toString(),
          }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}
