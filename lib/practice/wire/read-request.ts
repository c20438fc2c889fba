import type { IncomingMessage } from 'node:http';
import { AwsError } from './aws-error';
import { parsePairs, type WireRequest } from './request';

/** Larger bodies are refused: practice objects are small. */
const MAX_BODY_BYTES = 4 * 1024 * 1024;

async function readBody(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of message) {
      size += chunk.length;
      if (size <= MAX_BODY_BYTES) chunks.push(chunk);
    }
  } catch {
    throw new AwsError('IncompleteBody', 'The request body terminated unexpectedly.');
  }
  if (size > MAX_BODY_BYTES)
    throw new AwsError(
      'EntityTooLarge',
      'Your proposed upload exceeds the maximum allowed size of the practice accounts.',
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
export function readHead(
  message: IncomingMessage,
): Omit<WireRequest, 'body'> & { isQueryBroken: boolean } {
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
  const body = await readBody(message);
  if (isQueryBroken)
    throw new AwsError('InvalidURI', "Couldn't parse the specified URI.");
  return { ...head, body };
}
