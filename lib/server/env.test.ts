import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { parseEnv, secretOf } from './env';

it('starts without any setting', () => {
  const env = parseEnv({});
  expect(env).toMatchObject({
    ok: true,
    value: {
      port: 3000,
      origin: 'http://localhost:3000',
      databaseUrl: null,
      practice: null,
    },
  });
});

it('reads an empty variable as one that is not set', () => {
  expect(parseEnv({ DATABASE_URL: '', PORT: '' })).toMatchObject({ ok: true });
});

it('lists every problem at once', () => {
  const env = parseEnv({
    PORT: 'eighty',
    DATABASE_URL: 'mysql://x',
    DRAWBRIDGE_SECRET: 'short',
  });
  expect(env.ok).toBe(false);
  expect(env.ok ? [] : env.problems.map((problem) => problem.name).sort()).toEqual([
    'DATABASE_URL',
    'DRAWBRIDGE_SECRET',
    'PORT',
  ]);
});

it('makes the secret once, readable by its owner alone', () => {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'drawbridge-env-'));
  const first = secretOf({ secret: null, dataDir });
  expect(first).toMatch(/^[0-9a-f]{64}$/);
  expect(secretOf({ secret: null, dataDir })).toBe(first);
  expect(statSync(path.join(dataDir, 'secret')).mode & 0o777).toBe(0o600);
  expect(readdirSync(dataDir)).toEqual(['secret']);
  rmSync(dataDir, { recursive: true });
});

it.each(['', 'secret', 'a'.repeat(63)])(
  'does not start on a secret file that holds "%s"',
  (text) => {
    const dataDir = mkdtempSync(path.join(os.tmpdir(), 'drawbridge-env-'));
    writeFileSync(path.join(dataDir, 'secret'), text);
    expect(() => secretOf({ secret: null, dataDir })).toThrow(/32 bytes/);
    rmSync(dataDir, { recursive: true });
  },
);
