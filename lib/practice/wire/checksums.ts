import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** Checksums that are computed; S3 knows more (MD5, SHA-512, XXHASH), which are not kept. */
export type ChecksumAlgorithm = 'CRC32' | 'CRC32C' | 'CRC64NVME' | 'SHA1' | 'SHA256';

const CASTAGNOLI = 0x82f63b78;

const CRC32C_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1)
    value = value & 1 ? (value >>> 1) ^ CASTAGNOLI : value >>> 1;
  return value;
});

function crc32c(data: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of data)
    sum = (sum >>> 8) ^ (CRC32C_TABLE[(sum ^ byte) & 0xff] as number);
  return ~sum >>> 0;
}

// CRC-64/NVME, reflected, as two halves: 64-bit integers would be many times slower.
const NVME_HIGH = 0x9a6c9329;
const NVME_LOW = 0xac4bc9b5;
const CRC64_HIGH = new Uint32Array(256);
const CRC64_LOW = new Uint32Array(256);
for (let byte = 0; byte < 256; byte += 1) {
  let high = 0;
  let low = byte;
  for (let bit = 0; bit < 8; bit += 1) {
    const isOdd = (low & 1) === 1;
    low = (low >>> 1) | (high << 31);
    high >>>= 1;
    if (isOdd) {
      high ^= NVME_HIGH;
      low ^= NVME_LOW;
    }
  }
  CRC64_HIGH[byte] = high;
  CRC64_LOW[byte] = low;
}

function crc64nvme(data: Uint8Array): Buffer {
  let high = 0xffffffff;
  let low = 0xffffffff;
  for (const byte of data) {
    const at = (low ^ byte) & 0xff;
    low = ((low >>> 8) | (high << 24)) ^ (CRC64_LOW[at] as number);
    high = (high >>> 8) ^ (CRC64_HIGH[at] as number);
  }
  const sum = Buffer.alloc(8);
  sum.writeUInt32BE(~high >>> 0, 0);
  sum.writeUInt32BE(~low >>> 0, 4);
  return sum;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
}

const hash = (name: string) => (data: Uint8Array) =>
  createHash(name).update(data).digest();

const COMPUTE: Record<ChecksumAlgorithm, (data: Uint8Array) => Buffer> = {
  CRC32: (data) => uint32(crc32(data)),
  CRC32C: (data) => uint32(crc32c(data)),
  CRC64NVME: crc64nvme,
  SHA1: hash('sha1'),
  SHA256: hash('sha256'),
};

export const CHECKSUM_ALGORITHMS = Object.keys(COMPUTE) as ChecksumAlgorithm[];

export const isChecksumAlgorithm = (name: string): name is ChecksumAlgorithm =>
  Object.hasOwn(COMPUTE, name);

/**
 * The checksum of some bytes, base64.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html
 */
export const checksumOf = (algorithm: ChecksumAlgorithm, data: Uint8Array): string =>
  COMPUTE[algorithm](data).toString('base64');
