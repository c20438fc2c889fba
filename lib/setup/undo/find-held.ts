import type {
  AccountStore,
  Aws,
  AwsConnection,
  Bond,
  ConnectionOf,
  StoredStep,
} from '@/lib/ports';
import { accountNameIn } from '../plan/account-name-in';
import { targetName } from '../plan/say-target';
import { isMadeBy } from '../saga/compare-live';
import { connectionIn } from '../world/connection-in';
import { bondsOfOthers, sayBond, stepsToUndo } from './bonds-of-others';
import type { Plans } from './undone-with';

export type HeldDeps = {
  accounts: Pick<AccountStore, 'list'>;
  connectionOf: ConnectionOf;
  aws: Pick<Aws, 'readTarget' | 'listBonds'>;
};

const MADE = ['create-role', 'create-policy', 'create-instance-profile'];

/**
 * What AWS would not delete, because somebody else has put something on it since: who has it, and
 * who can take it off. Null where nothing is. What cannot be read holds nothing up here: the run
 * reads it again, and says so.
 *
 * @param plans all that are undone together
 */
export async function findHeld(deps: HeldDeps, plans: Plans): Promise<string | null> {
  const accounts = await deps.accounts.list(plans[0].workspaceId);
  const connectionTo = connectionIn(deps, accounts);
  for (const plan of plans)
    for (const step of stepsToUndo(plan).filter(isMaking)) {
      const connection = connectionTo(step.accountId);
      if (!connection) continue;
      const bonds = await bondsOf(deps, connection, { planId: plan.id, step });
      const others = bondsOfOthers(bonds, step.accountId, plans);
      if (others.length > 0)
        return sayHeld(step, others, accountNameIn(plan.body, step.accountId));
    }
  return null;
}

const isMaking = ({ write }: StoredStep): boolean => MADE.includes(write.kind);

/** None of an object that somebody else made under its name: that one is left alone. */
async function bondsOf(
  { aws }: HeldDeps,
  connection: AwsConnection,
  { planId, step }: { planId: string; step: StoredStep },
): Promise<Bond[]> {
  const live = await aws.readTarget(connection, step.target);
  if (!live.ok || !isMadeBy(planId, step, live.value)) return [];
  const bonds = await aws.listBonds(connection, step.target);
  return bonds.ok ? bonds.value : [];
}

function sayHeld({ target }: StoredStep, others: Bond[], account: string): string {
  const ties = others.map((bond) => sayBond(bond, target.kind)).join('; ');
  return target.kind === 'managed-policy'
    ? `Policy ${targetName(target)} was attached to somebody else too, and AWS deletes no policy that somebody has: ${ties}. Whoever administers ${account} takes it off there first.`
    : `Something that this console did not put there hangs on ${targetName(target)}, and AWS does not delete it before that is off: ${ties}. Whoever administers ${account} takes it off first.`;
}
