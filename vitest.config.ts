import path from 'node:path';
import { defineConfig } from 'vitest/config';

const alias = {
  '@': path.resolve(import.meta.dirname),
  'server-only': path.resolve(import.meta.dirname, 'lib/server/empty.ts'),
};

/** What every project has: files share a process, for loading everything anew would take longer. */
const SHARED = {
  testTimeout: 120_000,
  hookTimeout: 180_000,
  isolate: false,
  unstubGlobals: true,
  unstubEnvs: true,
};

/** Tests that start a database, an endpoint or a process. */
const PRACTICE = ['lib/practice/**/*.test.ts'];
const INTEGRATION = [
  'lib/db/**/*.test.ts',
  'lib/server/**/*.test.ts',
  'lib/cli/**/*.test.ts',
];
/** Runs the files of others once more, on a server of its own. */
const DEBIAN = ['lib/db/debian-postgres.test.ts'];

export default defineConfig({
  test: {
    // By itself a run leaves one core idle.
    maxWorkers: '100%',
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          include: [
            'lib/**/*.test.{ts,tsx}',
            'components/**/*.test.{ts,tsx}',
            'bench/**/*.test.ts',
          ],
          exclude: [...INTEGRATION, ...PRACTICE],
          ...SHARED,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'integration',
          include: INTEGRATION,
          exclude: DEBIAN,
          ...SHARED,
          globalSetup: 'lib/db/shared-server.ts',
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'practice',
          include: PRACTICE,
          ...SHARED,
        },
      },
      {
        resolve: { alias },
        test: { name: 'debian', include: DEBIAN, ...SHARED, isolate: true },
      },
    ],
  },
});
