import type { EndedSignIns } from '@/lib/ports';
import { sayCounts } from './say-counts';

/** What ended with an old password. */
export const sayEndedSignIns = ({ sessions, tokens, passkeys }: EndedSignIns): string =>
  sayCounts([
    [sessions, 'session'],
    [tokens, 'signed-in computer'],
    [passkeys, 'passkey'],
  ]);
