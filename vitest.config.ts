import path from 'node:path';
import { defineConfig } from 'vitest/config';

const alias = {
  '@': path.resolve(import.meta.dirname),
  'server-only': path.resolve(import.meta.dirname, 'lib/server/empty.ts'),
};

/** Tests that start a database, an endpoint or a process. */
const INTEGRATION = [
  'lib/db/**/*.test.ts',
  'lib/practice/**/*.test.ts',
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
          exclude: INTEGRATION,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'integration',
          include: INTEGRATION,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
