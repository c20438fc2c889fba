import { randomBytes } from 'node:crypto';

/** Bearer token of the practice accounts' control API: one of your own, or a new secret one. */
export const practiceToken = (env: NodeJS.ProcessEnv = process.env): string =>
  env['DRAWBRIDGE_PRACTICE_TOKEN'] || randomBytes(24).toString('base64url');
