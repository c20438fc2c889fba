import type { Keys } from './test-practice';
import { type Answered, type Asked, send, sign } from './test-sign';
import { sha256Hex } from './wire/signature';

/** A signed call to S3 as it goes over the wire, whatever a client would think of it. */
export const callS3 = (
  url: string,
  keys: Keys,
  asked: Partial<Asked>,
): Promise<Answered> => {
  const hash = { 'x-amz-content-sha256': sha256Hex(asked.body ?? '') };
  const headers = { ...hash, ...asked.headers };
  return send(
    url,
    sign(url, keys, { service: 's3', method: 'GET', path: '/', ...asked, headers }),
  );
};

/** Elements of an answer that hold text, by their name. */
export const elementsOf = (xml: string): Record<string, string> =>
  Object.fromEntries(
    [...xml.matchAll(/<(\w+)>([^<]*)<\/\1>/g)].map(([, name, text]) => [name, text]),
  );
