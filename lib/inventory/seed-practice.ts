import type { WorkspaceId } from '@/lib/core/ids';
import { Partition } from '@/lib/core/ids';
import { PARTITIONS } from '@/lib/core/partition';
import type { AccountStore, StoredConnection } from '@/lib/ports';

type PracticeAccount = {
  id: string;
  name: string;
  partition: string;
  ouPath: string;
  environment: 'production' | 'other';
};

/** What the practice endpoint tells about a world. */
export type PracticeWorldFacts = { hubAccountId: string; accounts: PracticeAccount[] };

type Deps = { accounts: Pick<AccountStore, 'list' | 'upsert' | 'setConnection'> };

/**
 * Makes the accounts of a practice workspace, each with its practice connection. Asked again,
 * it adds what is new and leaves what a person changed.
 */
export async function seedPractice(
  { accounts }: Deps,
  workspaceId: WorkspaceId,
  world: PracticeWorldFacts,
): Promise<void> {
  const known = new Set((await accounts.list(workspaceId)).map(({ id }) => id));
  for (const account of world.accounts) {
    if (known.has(account.id)) continue;
    const { id, name, partition, ouPath, environment } = account;
    const isProduction = environment === 'production';
    await accounts.upsert({ workspaceId, id, name, partition, ouPath, isProduction });
    const connection = practiceConnection(partition, world.hubAccountId);
    await accounts.setConnection(workspaceId, id, connection);
  }
}

function practiceConnection(partition: string, hubAccountId: string): StoredConnection {
  const known = Partition.safeParse(partition);
  return {
    kind: 'practice',
    profile: null,
    region: PARTITIONS[known.success ? known.data : 'aws'].defaultRegion,
    hubAccountId,
    readRoleArn: null,
    writeRoleArn: null,
    externalId: null,
    callerArn: null,
    checkedAt: null,
  };
}
