import { inflateSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { sha256Hex } from '../wire/signature';
import { pngOf } from './png';
import { qrCode } from './qr-code';

const ADDRESS =
  'otpauth://totp/Amazon%20Web%20Services:phone@acme-tooling?secret=ABCDEFGHIJKLMNOPQRSTUVWXYZ234567ABCDEFGHIJKLMNOPQRSTUVWXYZ234567&issuer=Amazon%20Web%20Services';

const drawn = (text: string): string =>
  qrCode(text)
    .map((row) => row.map((isDark) => (isDark ? '#' : ' ')).join(''))
    .join('\n');

it('draws the code that a scanner was seen to read this address from', () => {
  expect(sha256Hex(drawn(ADDRESS))).toBe(
    '80242602013f9c97510fd0157d32d9ce01f15b3e05ec35bdee4c87972dde8bc0',
  );
});

it('has its three finders, and is as large for the longest text as for the shortest', () => {
  for (const text of ['', ADDRESS, 'x'.repeat(1000)]) {
    const lines = drawn(text).split('\n');
    expect(lines).toHaveLength(53);
    for (const line of [lines[0], lines[6]]) expect(line).toMatch(/^####### .* #######$/);
    expect(lines[52]).toMatch(/^####### /);
  }
});

it('is a picture whose pixels are the cells, with a light margin', () => {
  const png = pngOf([[true]], { scale: 2, margin: 1 });
  expect(png.readUInt32BE(16)).toBe(6);
  const at = png.indexOf('IDAT');
  const pixels = inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4)));
  const lines = Array.from({ length: 6 }, (_, y) => [
    ...pixels.subarray(y * 7 + 1, y * 7 + 7),
  ]);
  const light = Array(6).fill(255);
  const crossing = [255, 255, 0, 0, 255, 255];
  expect(lines).toEqual([light, light, crossing, crossing, light, light]);
});
