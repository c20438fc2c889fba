'use server';
import * as z from 'zod';
import { AccountId } from '@/lib/core/ids';
import { checkConnection } from '@/lib/inventory/check-connection';
import { disconnectAccount } from '@/lib/inventory/disconnect-account';
import { ConnectAccountInput } from '@/lib/inventory/schema';
import { startSync } from '@/lib/inventory/start-sync';
import { connectInAwsWorkspace, prepareInAwsWorkspace } from '@/lib/server/aws-workspace';
import { defineAction } from '@/lib/server/define-action';

const AccountInput = z.strictObject({ accountId: AccountId });
const SyncInput = z.strictObject({ accountId: z.union([AccountId, z.literal('all')]) });

export const connectAccountAction = defineAction(
  { permission: 'account:connect', input: ConnectAccountInput },
  ({ ports, actor }, input) => connectInAwsWorkspace(ports, actor, input),
);

export const prepareConnectionAction = defineAction(
  { permission: 'account:connect', exempt: 'gives-nothing', input: AccountInput },
  ({ ports, actor }, { accountId }) => prepareInAwsWorkspace(ports, actor, accountId),
);

export const checkConnectionAction = defineAction(
  { permission: 'inventory:sync', input: AccountInput },
  ({ ports, actor }, { accountId }) => checkConnection(ports, actor, accountId),
);

export const disconnectAccountAction = defineAction(
  { permission: 'account:connect', exempt: 'gives-nothing', input: AccountInput },
  ({ ports, actor }, { accountId }) => disconnectAccount(ports, actor, accountId),
);

export const startSyncAction = defineAction(
  { permission: 'inventory:sync', input: SyncInput },
  ({ ports, actor }, { accountId }) =>
    startSync(ports, actor, accountId === 'all' ? 'all' : [accountId]),
);
