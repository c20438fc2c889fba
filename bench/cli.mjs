import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { percentile } from './credentials.mjs';
import { row } from './row.mjs';

const REFUSAL_BUDGET_MS = 300;
const ROUNDS = 20;
const ARGS = ['creds', 'Data/data-read', '--format', 'process'];

/** A port that nobody listens on any more. */
async function closedPort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function refusals(root, home, line) {
  const bin = path.join(root, 'bin/drawbridge.mjs');
  const env = { ...process.env, XDG_CONFIG_HOME: home };
  return Array.from({ length: ROUNDS }, () => {
    const began = performance.now();
    const ran = spawnSync(process.execPath, [bin, ...ARGS], { env, encoding: 'utf8' });
    const tookMs = performance.now() - began;
    if (ran.status !== 1 || ran.stdout !== '' || !ran.stderr.includes(line))
      throw new Error(`Exit ${ran.status}: ${ran.stderr}`);
    return tookMs;
  });
}

/** How long an AWS client waits for credential_process where there is nothing to wait for. */
export async function benchCli(root) {
  const home = mkdtempSync(path.join(os.tmpdir(), 'drawbridge-bench-'));
  const measure = (what, line) => {
    const times = refusals(root, home, line);
    row(`${what}, p50`, percentile(times, 0.5), REFUSAL_BUDGET_MS, 'ms');
    row(`${what}, p95`, percentile(times, 0.95), REFUSAL_BUDGET_MS, 'ms');
  };
  try {
    measure('creds, signed out', 'not signed in');
    const login = {
      server: `http://127.0.0.1:${await closedPort()}`,
      token: `dbr_${'a'.repeat(16)}_${'a'.repeat(52)}`,
      expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
    };
    mkdirSync(path.join(home, 'drawbridge'), { mode: 0o700 });
    const file = path.join(home, 'drawbridge/login.json');
    writeFileSync(file, JSON.stringify(login), { mode: 0o600 });
    measure('creds, port refused', 'cannot be reached');
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
