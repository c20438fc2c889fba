import type { AppError } from './errors';

/** Changes can be turned off for a whole server. */
export const changesAreOff = {
  kind: 'unavailable',
  message:
    'Changes are turned off on this server (DRAWBRIDGE_CHANGES=off). Nothing was written.',
} as const satisfies AppError;
