import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const DARK = 0;
const LIGHT = 255;

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/**
 * A picture of dark and light cells, each `scale` pixels wide, with a light margin.
 * @see https://www.w3.org/TR/png-3/
 */
export function pngOf(rows: boolean[][], { scale = 4, margin = 4 } = {}): Buffer {
  const side = rows.length + 2 * margin;
  const lines = Array.from({ length: side }, (_, y) => {
    const cells = Array.from({ length: side }, (_, x) =>
      rows[y - margin]?.[x - margin] ? DARK : LIGHT,
    );
    // each line begins with its filter: none
    return Buffer.from([0, ...cells.flatMap((cell) => Array<number>(scale).fill(cell))]);
  });
  const pixels = Buffer.concat(lines.flatMap((line) => Array<Buffer>(scale).fill(line)));
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side * scale, 0);
  header.writeUInt32BE(side * scale, 4);
  // eight bits of grey a pixel
  header.writeUInt8(8, 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
