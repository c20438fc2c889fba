import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import { formObject } from './parse-input';

export const MAX_BODY_BYTES = 256 * 1024;

const tooLarge: AppError = {
  kind: 'invalid_input',
  message: 'The request is larger than 256 KiB.',
};
const unreadable: AppError = {
  kind: 'invalid_input',
  message: 'The request body is not JSON or a form.',
};

/** Counts what arrives, whatever Content-Length says; null when it is more than may be. */
async function bytesOf(request: Request): Promise<Buffer | null> {
  const reader = request.body?.getReader();
  const chunks: Uint8Array[] = [];
  let total = 0;
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    total += part.value.byteLength;
    if (total > MAX_BODY_BYTES) {
      await reader?.cancel().catch(() => undefined);
      return null;
    }
    chunks.push(part.value);
  }
  return Buffer.concat(chunks);
}

async function parse(bytes: Buffer<ArrayBuffer>, type: string): Promise<unknown> {
  if (bytes.length === 0) return {};
  if (!type.includes('form')) return JSON.parse(bytes.toString('utf8'));
  const form = new Response(bytes, { headers: { 'content-type': type } });
  return formObject(await form.formData());
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The members of a JSON object or the fields of a form, at most 256 KiB of them. */
export async function readBody(
  request: Request,
): Promise<Result<Record<string, unknown>, AppError>> {
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BODY_BYTES)
    return err(tooLarge);
  try {
    const bytes = await bytesOf(request);
    if (!bytes) return err(tooLarge);
    const type = request.headers.get('content-type') ?? '';
    const value = await parse(Buffer.from(bytes), type);
    return isObject(value) ? ok(value) : err(unreadable);
  } catch {
    return err(unreadable);
  }
}
