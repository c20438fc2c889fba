/** Version 9 at the lowest level of correction: room for 230 bytes, which an address needs. */
const SIZE = 53;
const BYTES_MAX = 230;
const BLOCKS = 2;
const DATA_PER_BLOCK = 116;
const CHECKS_PER_BLOCK = 30;
const ALIGNMENTS = [6, 26, 46];
/** The fifteen bits that say "lowest level, mask 0", and the eighteen of version 9. */
const FORMAT_BITS = 0x77c4;
const VERSION_BITS = 0x09a99;

/** Multiplication in the field of 256 elements that the code is made in. */
function multiply(a: number, b: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ ((product >>> 7) * 0x11d);
    product ^= ((b >>> bit) & 1) * a;
  }
  return product;
}

/** Coefficients of the polynomial that check bytes are the remainder by, the first left out. */
function divisor(): number[] {
  const result = [...Array<number>(CHECKS_PER_BLOCK - 1).fill(0), 1];
  let root = 1;
  for (let at = 0; at < CHECKS_PER_BLOCK; at += 1) {
    for (let place = 0; place < result.length; place += 1)
      result[place] = multiply(result[place] ?? 0, root) ^ (result[place + 1] ?? 0);
    root = multiply(root, 2);
  }
  return result;
}

const DIVISOR = divisor();

function checksOf(data: number[]): number[] {
  const rest = Array<number>(CHECKS_PER_BLOCK).fill(0);
  for (const byte of data) {
    const factor = byte ^ (rest.shift() ?? 0);
    rest.push(0);
    for (const [at, coefficient] of DIVISOR.entries())
      rest[at] = (rest[at] ?? 0) ^ multiply(coefficient, factor);
  }
  return rest;
}

/** Mode, length and text, filled up to the room there is. */
function dataOf(bytes: Buffer): number[] {
  const nibbles = [4, bytes.length >> 4, bytes.length & 15];
  for (const byte of bytes) nibbles.push(byte >> 4, byte & 15);
  nibbles.push(0);
  const data: number[] = [];
  for (let at = 0; at < nibbles.length; at += 2)
    data.push(((nibbles[at] ?? 0) << 4) | (nibbles[at + 1] ?? 0));
  for (let at = 0; data.length < BLOCKS * DATA_PER_BLOCK; at += 1)
    data.push(at % 2 === 0 ? 0xec : 0x11);
  return data;
}

/** All bytes in the order they are drawn: blocks in turns, data before checks. */
function codewords(bytes: Buffer): number[] {
  const data = dataOf(bytes);
  const blocks = Array.from({ length: BLOCKS }, (_, at) =>
    data.slice(at * DATA_PER_BLOCK, (at + 1) * DATA_PER_BLOCK),
  );
  const inTurns = (columns: number[][], length: number): number[] =>
    Array.from({ length }, (_, at) => columns.map((column) => column[at] ?? 0)).flat();
  return [
    ...inTurns(blocks, DATA_PER_BLOCK),
    ...inTurns(blocks.map(checksOf), CHECKS_PER_BLOCK),
  ];
}

type Grid = {
  set: (x: number, y: number, isDark: boolean) => void;
  isSet: (x: number, y: number) => boolean;
  rows: () => boolean[][];
};

function makeGrid(): Grid {
  const cells = new Map<number, boolean>();
  const at = (x: number, y: number): number => y * SIZE + x;
  return {
    set: (x, y, isDark) => {
      if (x >= 0 && y >= 0 && x < SIZE && y < SIZE) cells.set(at(x, y), isDark);
    },
    isSet: (x, y) => cells.has(at(x, y)),
    rows: () =>
      Array.from({ length: SIZE }, (_, y) =>
        Array.from({ length: SIZE }, (_, x) => cells.get(at(x, y)) ?? false),
      ),
  };
}

/** From the centre outwards; the last is the light frame. */
const FINDER = [true, true, false, true, false];

/** Squares around a centre; `isDark` says which of its rings are. */
function drawRings(
  grid: Grid,
  [centreX, centreY]: [number, number],
  isDark: boolean[],
): void {
  const reach = isDark.length - 1;
  for (let y = -reach; y <= reach; y += 1)
    for (let x = -reach; x <= reach; x += 1) {
      const ring = isDark[Math.max(Math.abs(x), Math.abs(y))] ?? false;
      grid.set(centreX + x, centreY + y, ring);
    }
}

function drawPatterns(grid: Grid): void {
  for (let at = 0; at < SIZE; at += 1) {
    grid.set(6, at, at % 2 === 0);
    grid.set(at, 6, at % 2 === 0);
  }
  const [first = 0, , last = 0] = ALIGNMENTS;
  for (const x of ALIGNMENTS)
    for (const y of ALIGNMENTS) {
      const isInCorner = [x, y].every((place) => place === first || place === last);
      if (!isInCorner || (x === last && y === last))
        drawRings(grid, [x, y], [true, false, true]);
    }
  for (const [x, y] of [
    [3, 3],
    [SIZE - 4, 3],
    [3, SIZE - 4],
  ] as const)
    drawRings(grid, [x, y], FINDER);
}

const bitOf = (bits: number, at: number): boolean => ((bits >>> at) & 1) === 1;

/** Where each bit of the format stands beside the first finder. */
const FORMAT_PLACES: [number, number][] = [
  ...[0, 1, 2, 3, 4, 5, 7, 8].map((y): [number, number] => [8, y]),
  ...[7, 5, 4, 3, 2, 1, 0].map((x): [number, number] => [x, 8]),
];

function drawFormat(grid: Grid): void {
  for (const [at, [x, y]] of FORMAT_PLACES.entries()) {
    const isDark = bitOf(FORMAT_BITS, at);
    grid.set(x, y, isDark);
    if (at < 8) grid.set(SIZE - 1 - at, 8, isDark);
    else grid.set(8, SIZE - 15 + at, isDark);
  }
  grid.set(8, SIZE - 8, true);
  for (let at = 0; at < 18; at += 1) {
    const [far, near] = [SIZE - 11 + (at % 3), Math.floor(at / 3)];
    grid.set(far, near, bitOf(VERSION_BITS, at));
    grid.set(near, far, bitOf(VERSION_BITS, at));
  }
}

/** Every cell in the order bits go into them: two columns at a time, up and down. */
function cellsInOrder(): [number, number][] {
  const pairs = Array.from({ length: (SIZE - 1) / 2 }, (_, pair) => pair);
  return pairs.flatMap((pair) => {
    const right = SIZE - 1 - 2 * pair;
    // the column of the timing pattern is passed over
    const x = right <= 6 ? right - 1 : right;
    const down = Array.from({ length: SIZE }, (_, y) => y);
    const steps = pair % 2 === 0 ? down.reverse() : down;
    return steps.flatMap((y): [number, number][] => [
      [x, y],
      [x - 1, y],
    ]);
  });
}

/**
 * A text of up to 230 bytes as a QR code, row by row, true where it is dark; longer text is
 * cut off.
 *
 * @see https://www.iso.org/standard/83389.html
 */
export function qrCode(text: string): boolean[][] {
  const grid = makeGrid();
  drawPatterns(grid);
  drawFormat(grid);
  const bytes = codewords(Buffer.from(text).subarray(0, BYTES_MAX));
  const free = cellsInOrder().filter(([x, y]) => !grid.isSet(x, y));
  for (const [at, [x, y]] of free.entries()) {
    const isOne = bitOf(bytes[at >>> 3] ?? 0, 7 - (at & 7));
    grid.set(x, y, isOne !== ((x + y) % 2 === 0));
  }
  return grid.rows();
}
