import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock, Random } from '@/lib/ports';

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

export const systemClock: Clock = {
  now: () => new Date(),
  sleep: (milliseconds) => sleep(milliseconds).then(() => undefined),
};

export const systemRandom: Random = {
  uuid: () => randomUUID(),
  base32: (length) => [...randomBytes(length)].map((byte) => BASE32[byte & 31]).join(''),
};
