import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { addedByConsoleMs, percentile } from './credentials.mjs';
import { row } from './row.mjs';

const KILO = 1000;
const START_BUDGET_MS = 5000;
const PAGE_BUDGET_MS = 100;
/** A server that has just started compiles what it runs; the budget is that of one at work. */
const PAGE_WARM_UP = 10;
const PAGE_ROUNDS = 60;
const ADDED_BUDGET_MS = 50;
const CONTROL_TOKEN = 'practice of the bench';
/** Page, and its budget of JavaScript before anything is clicked, in gzipped bytes. */
const PAGES = [
  ['/', 230 * KILO],
  ['/access', 280 * KILO],
  ['/new', 280 * KILO],
  ['/plans', 280 * KILO],
  ['/activity', 280 * KILO],
  ['/settings/accounts', 280 * KILO],
];

function start(root, dataDir) {
  const child = spawn(
    process.execPath,
    [path.join(root, 'bin/drawbridge.mjs'), 'start'],
    {
      cwd: root,
      env: {
        ...process.env,
        DRAWBRIDGE_DATA_DIR: dataDir,
        DATABASE_URL: '',
        DRAWBRIDGE_PRACTICE_TOKEN: CONTROL_TOKEN,
        PORT: '4700',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let said = '';
  return new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      said += chunk;
      if (said.includes('Press Ctrl+C')) resolve({ child, said });
    });
    child.once('exit', () => reject(new Error(`The console did not start:\n${said}`)));
  });
}

const stop = (child) =>
  new Promise((resolve) => {
    child.removeAllListeners('exit');
    child.once('exit', resolve);
    child.kill('SIGTERM');
  });

async function signIn(origin, code) {
  const person = { email: 'bench@example.com', password: 'a password for the bench' };
  const post = (where, body) =>
    fetch(`${origin}${where}`, {
      method: 'POST',
      headers: { origin, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const made = await post('/api/v1/first-run', { ...person, code, name: 'Bench' });
  if (!made.ok) throw new Error(`First run: HTTP ${made.status}`);
  const session = await post('/api/auth/sign-in/email', person);
  return session.headers.getSetCookie()[0].split(';')[0];
}

/** Scripts marked `nomodule` are for browsers of before 2018: no other asks for them. */
async function scriptBytes(origin, html) {
  const scripts = html.match(/<script[^>]+src="[^"]+"[^>]*>/g) ?? [];
  const sources = new Set(
    scripts
      .filter((script) => !/\snomodule\b/i.test(script))
      .map((script) => /src="([^"]+)"/.exec(script)[1]),
  );
  const sizes = await Promise.all(
    [...sources].map(async (src) => {
      const response = await fetch(new URL(src, origin));
      return gzipSync(Buffer.from(await response.arrayBuffer())).length;
    }),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function percentile95Ms(ask) {
  const times = [];
  for (let round = 0; round < PAGE_WARM_UP + PAGE_ROUNDS; round += 1) {
    const began = performance.now();
    await ask();
    if (round >= PAGE_WARM_UP) times.push(performance.now() - began);
  }
  return percentile(times, 0.95);
}

async function benchCredentials(origin, cookie, said) {
  const url = /Practice accounts: (\S+)/.exec(said)[1];
  const practice = { url, controlToken: CONTROL_TOKEN };
  const added = await addedByConsoleMs({ origin, cookie, practice });
  row('credentials, added to STS, p50', added.p50, ADDED_BUDGET_MS, 'ms');
  row('credentials, added to STS, p95', added.p95, ADDED_BUDGET_MS, 'ms');
  process.stdout.write(
    `${added.requests} requests of one person at once are answered after ${Math.round(added.together)} ms\n`,
  );
}

/** Starts the built console and measures start, first-load JavaScript and the server's answer. */
export async function benchWeb(root) {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'drawbridge-bench-'));
  await stop((await start(root, dataDir)).child);
  const began = performance.now();
  const { child, said } = await start(root, dataDir);
  try {
    row('start to a served page', performance.now() - began, START_BUDGET_MS, 'ms');
    const origin = /ready at (\S+)/.exec(said)[1];
    const cookie = await signIn(origin, /first-run#(\S+)/.exec(said)[1]);
    const get = (page) =>
      fetch(`${origin}${page}`, { headers: { cookie } }).then((r) => r.text());
    for (const [page, budget] of PAGES) {
      row(
        `JavaScript of ${page}`,
        await scriptBytes(origin, await get(page)),
        budget,
        'B',
      );
      row(
        `server p95 of ${page}`,
        await percentile95Ms(() => get(page)),
        PAGE_BUDGET_MS,
        'ms',
      );
    }
    await benchCredentials(origin, cookie, said);
  } finally {
    await stop(child);
    rmSync(dataDir, { recursive: true, force: true });
  }
}
