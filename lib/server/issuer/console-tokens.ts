import type { IdentityTokens, PracticeWorlds } from '@/lib/ports';
import { systemClock, systemRandom } from '../clock';
import { type Env, secretOf } from '../env';
import type { Services } from '../service-ports';
import { createIdentityTokens } from './identity-tokens';

/** The identity tokens of a running console. */
export const consoleTokens = (
  stores: Pick<Services, 'issuerKeys' | 'workspaces'>,
  env: Pick<Env, 'origin' | 'secret' | 'dataDir'>,
  practiceWorlds: PracticeWorlds | null,
): IdentityTokens =>
  createIdentityTokens({
    issuerKeys: stores.issuerKeys,
    workspaces: stores.workspaces,
    clock: systemClock,
    random: systemRandom,
    origin: env.origin,
    secret: secretOf(env),
    practiceWorlds,
  });
