import { randomBytes } from 'node:crypto';
import type { World } from './types';

/** What a world is made with whatever its seed, and an older save may lack. */
export const newWorldMembers = (): Pick<World, 'issuerKeys' | 'messageKey'> => ({
  issuerKeys: new Map(),
  messageKey: randomBytes(32).toString('base64'),
});
