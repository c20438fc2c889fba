import type { Comparison } from './string';

export type IpAddress = { bits: 32 | 128; value: bigint };

export type IpRange = IpAddress & { prefix: number };

/** Address in CIDR range; a bare address is a single host; IPv4 and IPv6 never meet. */
export const ipMatches: Comparison = (wanted, got) => {
  const range = parseIpRange(wanted.text.trim());
  const address = parseAddress(got.trim());
  if (!range || !address || range.bits !== address.bits) return false;
  const shift = BigInt(range.bits - range.prefix);
  return address.value >> shift === range.value >> shift;
};

/** True for text that an IpAddress condition may name. */
export const isIpRange = (text: string): boolean => parseIpRange(text.trim()) !== null;

export function parseIpRange(text: string): IpRange | null {
  const [host = '', length, ...rest] = text.split('/');
  const address = parseAddress(host);
  if (!address || rest.length > 0) return null;
  if (length === undefined) return { ...address, prefix: address.bits };
  const prefix = /^\d{1,3}$/.test(length) ? Number(length) : -1;
  return prefix >= 0 && prefix <= address.bits ? { ...address, prefix } : null;
}

const parseAddress = (text: string): IpAddress | null =>
  text.includes(':') ? parseV6(text) : parseV4(text);

function parseV4(text: string): IpAddress | null {
  const parts = text.split('.');
  const isV4 = parts.length === 4 && parts.every((p) => /^\d{1,3}$/.test(p) && +p < 256);
  return isV4 ? { bits: 32, value: toValue(parts.map(Number), 8n) } : null;
}

function parseV6(text: string): IpAddress | null {
  const [head = '', tail, ...rest] = text.split('::');
  const left = groupsOf(head);
  const right = groupsOf(tail ?? '');
  if (!left || !right || rest.length > 0) return null;
  const gap = 8 - left.length - right.length;
  if (tail === undefined ? gap !== 0 : gap < 1) return null;
  const groups = [...left, ...Array<number>(gap).fill(0), ...right];
  return { bits: 128, value: toValue(groups, 16n) };
}

/** 16-bit groups of one half of an IPv6 address; a dotted IPv4 end counts as two. */
function groupsOf(text: string): number[] | null {
  if (text === '') return [];
  const groups: number[] = [];
  for (const part of text.split(':')) {
    const v4 = part.includes('.') ? parseV4(part) : null;
    if (v4) groups.push(Number(v4.value >> 16n), Number(v4.value & 0xffffn));
    else if (/^[0-9a-f]{1,4}$/i.test(part)) groups.push(Number.parseInt(part, 16));
    else return null;
  }
  return groups;
}

const toValue = (parts: number[], width: bigint): bigint =>
  parts.reduce((value, part) => (value << width) | BigInt(part), 0n);

/** An address as text that `IpAddress` reads back. */
export function writeIpAddress({ bits, value }: IpAddress): string {
  const width = bits === 32 ? 8 : 16;
  const parts = Array.from({ length: bits / width }, (_, at) =>
    Number((value >> BigInt(bits - width * (at + 1))) & ((1n << BigInt(width)) - 1n)),
  );
  return bits === 32 ? parts.join('.') : parts.map((part) => part.toString(16)).join(':');
}
