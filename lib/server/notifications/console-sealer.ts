import type { Sealer } from '@/lib/ports';
import { type Env, secretOf } from '../env';
import { seal, sealingKey, unseal } from '../seal';

const PURPOSE = 'notification targets';

/** Seals with a key made from the installation's secret. */
export function consoleSealer(env: Pick<Env, 'secret' | 'dataDir'>): Sealer {
  const key = sealingKey(secretOf(env), PURPOSE);
  return {
    seal: (purpose, text) => seal(key, purpose, text),
    open: (purpose, sealed) => unseal(key, purpose, sealed),
  };
}
