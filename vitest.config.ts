import path from 'node:path';
import { defineConfig } from 'vitest/config';

const alias = {
  '@': path.resolve(import.meta.dirname),
  'server-only': path.resolve(import.meta.dirname, 'lib/server/empty.ts'),
};

const PATIENT = { testTimeout: 120_000, hookTimeout: 180_000 };

/** Tests that start a database, an endpoint or a process. */
const PRACTICE = ['lib/practice/**/*.test.ts'];
const INTEGRATION = [
  'lib/db/**/*.test.ts',
  'lib/server/**/*.test.ts',
  'lib/cli/**/*.test.ts',
];

export default defineConfig({
  test: {
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
          ...PATIENT,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'integration',
          include: INTEGRATION,
          ...PATIENT,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'practice',
          include: PRACTICE,
          ...PATIENT,
          // Each file has an endpoint of its own, and loading the SDK anew would take longer.
          isolate: false,
        },
      },
    ],
  },
});
