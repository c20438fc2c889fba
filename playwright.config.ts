import { defineConfig } from '@playwright/test';
import { chromiumPath } from './bin/chromium-path.mjs';

const executablePath = chromiumPath();

export default defineConfig({
  testDir: 'e2e',
  tsconfig: './e2e/tsconfig.json',
  outputDir: 'test-results/e2e',
  forbidOnly: Boolean(process.env['CI']),
  retries: 0,
  // Said here as well: by itself a run has half as many as there are cores, whatever a project says.
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json']],
  globalSetup: './e2e/setup/start-server.ts',
  use: {
    // What was done and sent, without films and without copies of every page: they take a quarter of the time.
    // `--trace on` has everything.
    trace: {
      mode: 'retain-on-failure',
      screenshots: false,
      snapshots: false,
      sources: false,
    },
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'shared', testIgnore: /serial\//, workers: 2 },
    // Specs that start, kill or restart a console of their own.
    { name: 'serial', testMatch: /serial\//, workers: 1, dependencies: ['shared'] },
  ],
});
