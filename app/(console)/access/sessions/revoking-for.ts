import type { RevokeActions } from '@/components/credentials/revoke/types';
import { can } from '@/lib/auth/permissions';
import type { Actor } from '@/lib/ports';
import { restoreAction, revokeAction } from './actions';

/** What the person may do to sessions; the doors of the actions ask again. */
export const revokingFor = (actor: Pick<Actor, 'role'>): RevokeActions => ({
  revoke: revokeAction,
  restore: can(actor, 'session:administer') ? restoreAction : null,
});
