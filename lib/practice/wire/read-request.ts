import type { IncomingMessage } from 'node:http';
import { AwsError } from './aws-error';
import { parsePairs, queryValue, type WireRequest } from './request';

const MAX_BODY_BYTES = 4 * 1024 * 1024;

/** The largest object of the practice accounts, and the largest part of one. */
export const MAX_OBJECT_BYTES = 64 * 1024 * 1024;

/** Chunked bodies carry signatures and trailers beside the bytes of the object. */
const MAX_UPLOAD_BYTES = MAX_OBJECT_BYTES + 1024 * 1024;

type Head = Omit<WireRequest, 'body'>;

const SCOPE_OF_S3 = /\/s3\/aws4_request/;

/** Only the bytes of an object may be large; nothing else that is sent is. */
function maxBytesOf(head: Head): number {
  const scope = head.headers['authorization'] ?? queryValue(head, 'X-Amz-Credential');
  const isUpload =
    head.method === 'PUT' &&
    /^\/[^/]+\/./.test(head.rawPath) &&
    SCOPE_OF_S3.test(scope ?? '');
  return isUpload ? MAX_UPLOAD_BYTES : MAX_BODY_BYTES;
}

async function readBody(message: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of message) {
      size += chunk.length;
      if (size <= maxBytes) chunks.push(chunk);
    }
  } catch {
    throw new AwsError('IncompleteBody', 'The request body terminated unexpectedly.');
  }
  if (size > maxBytes)
    throw new AwsError(
      'EntityTooLarge',
      'Your proposed upload exceeds the maximum allowed size',
      400,
      { members: { MaxSizeAllowed: String(Math.min(maxBytes, MAX_OBJECT_BYTES)) } },
    );
  return Buffer.concat(chunks);
}

function headersOf(message: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, values] of Object.entries(message.headersDistinct))
    if (values) headers[name] = values.join(',');
  return headers;
}

/** Splits the request line; the query's escapes may be broken, then `isQueryBroken`. */
export function readHead(message: IncomingMessage): Head & { isQueryBroken: boolean } {
  const target = message.url ?? '/';
  const at = target.indexOf('?');
  const query = at < 0 ? [] : parsePairs(target.slice(at + 1));
  return {
    method: message.method ?? 'GET',
    rawPath: (at < 0 ? target : target.slice(0, at)) || '/',
    query: query ?? [],
    headers: headersOf(message),
    isQueryBroken: query === null,
  };
}

export async function readRequest(message: IncomingMessage): Promise<WireRequest> {
  const { isQueryBroken, ...head } = readHead(message);
  const body = await readBody(message, maxBytesOf(head));
  if (isQueryBroken)
    throw new AwsError('InvalidURI', "Couldn't parse the specified URI.");
  return { ...head, body };
}
