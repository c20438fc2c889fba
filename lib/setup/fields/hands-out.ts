import { nameOfArn, parseArn } from '@/lib/core/arn';
import { brokerArnOf } from '@/lib/core/broker-arn';
import { hubAccountIn } from '@/lib/core/hub-account';
import type { DraftFields, RecipeId } from '../schema';
import type { KnownWorld } from '../world/load-world';
import { type Field, right, type Settled, wrong } from './field';

/** Recipes whose role people may want to take from here. */
const HANDED_OUT: RecipeId[] = [
  'people',
  'share-bucket',
  'vendor',
  'saml',
  'identity-center',
  'blank',
];

export const mayHandOut = ({ recipe }: Pick<DraftFields, 'recipe'>): boolean =>
  HANDED_OUT.includes(recipe);

/** Why the role of a recipe is nobody's to take; null where it may be, and where there is none. */
export function whyNoHandOut({ recipe }: Pick<DraftFields, 'recipe'>): string | null {
  const workload = WORKLOADS[recipe];
  return workload
    ? `This role is ${workload}’s alone: were people to take it, nobody could tell what they did with it from what ${workload} does, and every trail of it would have to be read twice. Make a role for people beside it.`
    : null;
}

const WORKLOADS: Partial<Record<RecipeId, string>> = {
  'ci-oidc': 'the pipeline',
  eks: 'the pod',
  'aws-service': 'the service',
  'workload-bucket': 'the workload',
};

/** As whom the console hands roles out of this partition; null where it has no identity there. */
function consoleArnIn({ accounts, readings }: KnownWorld): string | null {
  const hub = hubAccountIn(accounts);
  if (!hub?.connection) return null;
  const { id: accountId, partition, connection } = hub;
  return brokerArnOf(
    { kind: connection.kind, accountId, partition },
    accounts,
    readings.get(accountId)?.collected,
  );
}

/** Whom the role trusts so that the console can hand it out; null where it shall not. */
export function resolveHandsOut(
  fields: DraftFields,
  world: KnownWorld,
  accountId: string | null,
): Field<string | null> {
  return fields.handsOut && mayHandOut(fields)
    ? resolveConsole(world, accountId)
    : right(null);
}

/** As whom the console would take a role of this account. */
export function resolveConsole(
  world: KnownWorld,
  accountId: string | null,
): Settled<string> {
  const consoleArn = consoleArnIn(world);
  if (consoleArn === null) return wrong(NO_HUB);
  const home = world.accounts.find(({ id }) => id === accountId);
  const [, partition] = consoleArn.split(':');
  return home && home.partition !== partition
    ? wrong(
        `The role is in the partition ${home.partition}, and this console signs in to ${partition}. STS does not cross partitions.`,
      )
    : handsOutAs(consoleArn);
}

/** What a role can trust of what the console signs in as. */
export function handsOutAs(consoleArn: string): Settled<string> {
  if (parseArn(consoleArn)?.resource === 'root') return wrong(AS_ROOT);
  const isShared = nameOfArn(consoleArn).startsWith('AWSReservedSSO_');
  return right(consoleArn, isShared ? SHARED : null);
}

const AS_ROOT =
  'This console signs in as root, which can take no role. Let it sign in as a role first.';
const SHARED =
  'This console signs in by a permission set of IAM Identity Center. Everybody with that permission set can take the role, past the grants here. Let the console sign in as a role of its own.';

const NO_HUB =
  'This console has no identity of its own in AWS that it could hand roles out by. Connect the account that it signs in to first.';
