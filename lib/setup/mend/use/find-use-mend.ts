import { nameOfArn, parseArn } from '@/lib/core/arn';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import { settleUse } from '@/lib/iam/doctor/settle-use';
import { type Gap, gapsOf, isOfBucketOrKey, type Use } from '@/lib/iam/doctor/use-gaps';
import { sayConditions } from '@/lib/iam/explain/say-conditions';
import { isUnread } from '@/lib/iam/facts/is-unread';
import { ownerOf } from '@/lib/iam/facts/owner-of';
import type { ConnectionOf } from '@/lib/ports';
import type { Borrower } from '../../recipes/role-request';
import type { DraftFields } from '../../schema';
import { connectionIn } from '../../world/connection-in';
import type { KnownWorld } from '../../world/load-world';
import { callerOf } from '../caller-of';
import { bucketIn } from './place-of';

/** A user or role that is to use a bucket or key which stands, and the statements it lacks. */
export type UseMend = Omit<Use, 'who'> & {
  who: Borrower;
  ownerId: string;
  /** Where the bucket or key is. */
  region: string;
  gaps: Gap[];
  /** What was told of its bucket, where the owner of that runs the half; null where nothing was. */
  told: DraftFields | null;
};

/** What is missing between a caller and a bucket or key, by the latest reading. */
export function findUseMend(
  deps: { connectionOf: ConnectionOf },
  world: KnownWorld,
  use: Use,
  told: DraftFields | null,
): Result<UseMend, AppError> {
  const connectionTo = connectionIn(deps, world.accounts);
  const settled = settleUse(world.facts, use, (id) => {
    const account = world.accounts.find((one) => one.id === id);
    const { name = id, connection = null } = account ?? {};
    const isByOwner = world.readings.get(id)?.toldOf !== undefined;
    return { name, connection, isReached: connectionTo(id) !== null, isByOwner };
  });
  if (settled === null) return err(whyNoMend(world, use));
  if ('whyNot' in settled)
    return err(conflict(`No plan can add what is missing: ${settled.whyNot}`));
  return ok({
    ...use,
    who: callerOf(use.who),
    ownerId: ownerOf(world.facts, use.resource) ?? '',
    region: regionOf(world, use.resource),
    gaps: settled.gaps,
    told,
  });
}

function regionOf({ readings }: KnownWorld, resource: string): string {
  const { region = '', resource: path = '' } = parseArn(resource) ?? {};
  if (region !== '') return region;
  const [name] = path.split('/');
  const buckets = [...readings.values()].flatMap(
    ({ collected }) => collected.Buckets ?? [],
  );
  return buckets.find(({ Name }) => Name === name)?.Region ?? 'us-east-1';
}

/** Why no statement is what is missing, in words. */
function whyNoMend(world: KnownWorld, use: Use): AppError {
  const { facts } = world;
  const name = nameOfArn(use.who);
  if (!isOfBucketOrKey(use))
    return conflict(`A plan adds what is missing for one bucket, object or key only.`);
  const { asked, isStuck, other } = gapsOf(facts, use);
  if (isStuck)
    return conflict(
      other
        ? `No statement alone lets ${name} do that. ${other.sentence}`
        : `${name} or ${use.resource} is not in the latest reading. Check the names, and read the accounts again.`,
    );
  const open = asked.find(({ answer }) => answer.decision === 'conditional');
  if (!open)
    return {
      kind: 'already_so',
      message: `No change: by the latest reading ${name} may do that. Read the accounts again if AWS still refuses it.`,
    };
  if (isUnread(facts, use.resource))
    return conflict(sayUnreadPolicy(use.resource, world));
  return conflict(
    open.answer.conditionKeys.length > 0
      ? `No statement is missing: ${name} may do that ${sayConditions(open.answer)}. Make the request so.`
      : `Whether ${name} may do that hangs on what was not read. Connect the accounts of both sides in Settings, Accounts.`,
  );
}

function sayUnreadPolicy(resource: string, { facts, accounts }: KnownWorld): string {
  const id = ownerOf(facts, resource) ?? '';
  const name = accounts.find((one) => one.id === id)?.name;
  const bucket = bucketIn(resource);
  const noun = bucket === null ? 'key' : 'bucket';
  return `This console is not connected to ${name ? `${name} (${id})` : id}, so it does not know the policy of ${noun} ${bucket ?? nameOfArn(resource)}. Connect the account in Settings, Accounts, or hand the statement that the doctor shows to whoever keeps the ${noun}.`;
}

const conflict = (message: string): AppError => ({ kind: 'conflict', message });
