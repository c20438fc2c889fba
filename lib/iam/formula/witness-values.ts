import { toMilliseconds } from '../conditions/date';
import { type IpRange, parseIpRange, writeIpAddress } from '../conditions/ip';

/** Numbers at, between and beyond those named; null when one of them is no number. */
export function witnessNumbers(named: string[]): string[] | null {
  const numbers = named.map(Number);
  return numbers.every(Number.isFinite) ? around(numbers, 1).map(String) : null;
}

/** Moments at, between and beyond those named; null when one of them is no date. */
export function witnessDates(named: string[]): string[] | null {
  const moments = named.map(toMilliseconds).filter((moment) => moment !== null);
  const isUsual = moments.every((moment) => Math.abs(moment) < 1e14);
  if (moments.length < named.length || !isUsual) return null;
  return around(moments, 1000).map((moment) => new Date(moment).toISOString());
}

function around(points: number[], margin: number): number[] {
  const sorted = [...new Set(points)].sort((a, b) => a - b);
  const [first = 0] = sorted;
  const between = sorted.map((point, at) => {
    const next = sorted[at + 1];
    return next === undefined ? point + margin : (point + next) / 2;
  });
  return [first - margin, ...sorted, ...between];
}

/** Addresses at the edges of the ranges named and beside them, and one of each family. */
export function witnessAddresses(named: string[]): string[] | null {
  const ranges = named.map((text) => parseIpRange(text.trim()));
  const read = ranges.filter((range) => range !== null);
  if (read.length < ranges.length) return null;
  return ['192.0.2.1', '2001:db8::1', ...read.flatMap(edgesOf)];
}

function edgesOf({ bits, value, prefix }: IpRange): string[] {
  const size = 1n << BigInt(bits - prefix);
  const start = (value / size) * size;
  const limit = 1n << BigInt(bits);
  return [start - 1n, start, start + size - 1n, start + size]
    .filter((address) => address >= 0n && address < limit)
    .map((address) => writeIpAddress({ bits, value: address }));
}
