import type { Call } from '../operation';
import { blobIdsOf } from '../world/bucket-state';
import type { Piece } from '../world/s3-types';

/** Fewer bytes stay in the account's state: another row for each would cost more. */
const INLINE_BYTES = 4 * 1024;
/** A range of a large object is read from the pieces it lies in. */
const PIECE_BYTES = 8 * 1024 * 1024;

/** Stores the bytes of an object or part. */
export async function storeContent(call: Call, content: Buffer): Promise<Piece[]> {
  const { world, worlds } = call;
  if (content.length === 0) return [];
  if (content.length <= INLINE_BYTES)
    return [{ bytes: content.length, text: content.toString('base64') }];
  const pieces: Piece[] = [];
  for (let at = 0; at < content.length; at += PIECE_BYTES) {
    const bytes = content.subarray(at, at + PIECE_BYTES);
    pieces.push({ bytes: bytes.length, blob: await worlds.blobs.put(world, bytes) });
  }
  return pieces;
}

/** First and last byte, both included. */
export type ByteRange = { first: number; last: number };

/** The bytes again, or a range of them. */
export async function readContent(
  call: Call,
  pieces: Piece[],
  range: ByteRange = { first: 0, last: Number.POSITIVE_INFINITY },
): Promise<Buffer> {
  const { world, worlds } = call;
  const read: Buffer[] = [];
  let start = 0;
  for (const piece of pieces) {
    const end = start + piece.bytes;
    if (start <= range.last && end > range.first) {
      const bytes =
        'blob' in piece
          ? await worlds.blobs.get(world, piece.blob)
          : Buffer.from(piece.text, 'base64');
      const from = Math.max(range.first - start, 0);
      read.push(bytes.subarray(from, Math.min(range.last + 1 - start, piece.bytes)));
    }
    start = end;
  }
  return Buffer.concat(read);
}

export function dropContent(call: Call, pieces: Piece[]): void {
  const { world, worlds } = call;
  worlds.blobs.drop(world, blobIdsOf(pieces));
}
