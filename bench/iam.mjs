// The policy engine on whole estates, against a process that only parses the same files.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { bundleWorker, runOnce } from './run-worker.mjs';

const SIZES = ['10x50', '50x100', '200x100'];

const RUNS = 3;

/** The middle one of a few runs, number by number: a busy machine disturbs single ones. */
function run(worker, ...args) {
  const runs = Array.from({ length: RUNS }, () => runOnce(worker, args));
  const [first] = runs;
  return Object.fromEntries(
    Object.keys(first).map((key) => {
      const sorted = runs.map((one) => one[key]).sort((a, b) => a - b);
      return [key, sorted[Math.floor(RUNS / 2)]];
    }),
  );
}

/** All numbers of one folder. */
function measure(worker, folder, indexFile) {
  return {
    ...run(worker, 'parse', folder),
    ...run(worker, 'load', folder, indexFile),
    ...run(worker, 'indexed', indexFile),
    ...run(worker, 'matrix', indexFile),
    ...run(worker, 'questions', indexFile),
    ...run(worker, 'walks', indexFile),
  };
}

const rounded = (numbers) =>
  Object.fromEntries(
    Object.entries(numbers).map(([name, value]) => [name, Math.round(value * 100) / 100]),
  );

/** What the budgets are about, as ratios and counts. */
function report(size, { roles, ...numbers }) {
  const ratio = (value) => (value / numbers.parseCpuMs).toFixed(2);
  const perPair = (numbers.evaluations / numbers.pairs).toFixed(3);
  return [
    `${size}: ${roles} roles, parse-only ${numbers.parseCpuMs.toFixed(0)} ms of CPU`,
    `  cold load and index      ${ratio(numbers.loadCpuMs)}x parse-only (budget 3.0x at 200x100)`,
    `  load of a saved index    ${ratio(numbers.indexedLoadCpuMs)}x parse-only (budget 0.5x at 200x100)`,
    `    and its first answer   ${ratio(numbers.firstAnswerCpuMs)}x parse-only (later ones find it unfolded)`,
    `  matrix, ${numbers.pairs} pairs   ${ratio(numbers.matrixCpuMs)}x parse-only (budget 1x at 50x100), ${perPair} evaluations a pair (budget 3)`,
    `  who can take a role      p50 ${numbers.q2P50Us.toFixed(0)} us, p99 ${numbers.q2P99Us.toFixed(0)} us (budget 100 and 50,000 at 1000x100)`,
    `  what a principal reaches p50 ${numbers.q3DirectP50Ms.toFixed(2)} ms direct, ${numbers.q3TransitiveP50Ms.toFixed(2)} ms in all (budget 5 and 250 at 200x100)`,
    `  peak memory              ${numbers.peakRssMb.toFixed(0)} MB (budget 600 at 1000x100)`,
  ];
}

/** The power of the pairs with which the matrix grows: the slope of both as logarithms. */
function growthExponent(sizes) {
  const points = sizes.map(({ pairs, matrixCpuMs }) => [
    Math.log(pairs),
    Math.log(matrixCpuMs),
  ]);
  const meanOf = (at) =>
    points.reduce((sum, point) => sum + point[at], 0) / points.length;
  const [x, y] = [meanOf(0), meanOf(1)];
  const along = points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
  return points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0) / along;
}

function reportOwnEstates(worker, sizes, scratch, indexFile) {
  const measured = [];
  for (const size of sizes) {
    const folder = path.join(scratch, size);
    runOnce(worker, ['generate', folder, ...size.split('x')]);
    const numbers = measure(worker, folder, indexFile);
    measured.push(numbers);
    process.stdout.write(`${report(size, numbers).join('\n')}\n`);
    rmSync(folder, { recursive: true, force: true });
  }
  if (sizes.length < 2) return;
  const exponent = growthExponent(measured).toFixed(2);
  process.stdout.write(
    `the matrix grows with the pairs to the power ${exponent} over ${sizes.join(', ')} (budget 1.1)\n`,
  );
}

/**
 * `npm run bench -- iam [--fleet DIR | SIZE…]`: with a folder one line of JSON, else a report
 * on estates that it makes itself, `1000x100` on request.
 */
export async function benchIam(root, args) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { fleet: { type: 'string' } },
  });
  const worker = await bundleWorker(root, 'iam');
  const scratch = mkdtempSync(path.join(tmpdir(), 'drawbridge-bench-'));
  const indexFile = path.join(scratch, 'index.json');
  try {
    if (values.fleet) {
      const all = measure(worker, values.fleet, indexFile);
      const { roles: _roles, firstAnswerCpuMs: _firstAnswer, ...numbers } = all;
      process.stdout.write(`${JSON.stringify(rounded(numbers))}\n`);
      return;
    }
    const sizes = positionals.length > 0 ? positionals : SIZES;
    reportOwnEstates(worker, sizes, scratch, indexFile);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
