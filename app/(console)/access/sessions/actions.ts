'use server';
import { restore } from '@/lib/credentials/revoke/restore';
import { revoke } from '@/lib/credentials/revoke/revoke';
import { RestoreInput, RevokeInput } from '@/lib/credentials/schema';
import { defineAction } from '@/lib/server/define-action';

export const revokeAction = defineAction(
  { permission: 'credentials:issue', input: RevokeInput, changesAws: true },
  ({ ports, actor }, input) => revoke(ports, actor, input),
);

export const restoreAction = defineAction(
  { permission: 'session:administer', input: RestoreInput, changesAws: true },
  ({ ports, actor }, input) => restore(ports, actor, input),
);
