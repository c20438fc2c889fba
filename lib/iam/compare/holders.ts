import { parseArn } from '@/lib/core/arn';
import type { AccountFacts } from '../facts/account-facts';
import type { WorldFacts } from '../facts/world-facts';
import type { AttachedPolicy, UserDetail } from '../world';
import type { IdentityPlace } from './place';

/** More would answer the same: what sets one apart is tried as a value of its keys. */
const HOLDERS_MAX = 3;

/**
 * The users and roles that an identity policy speaks for, by their ARNs; the first few. A
 * policy that nobody holds yet speaks for a user who does not exist.
 */
export function holdersOf(world: WorldFacts, place: IdentityPlace): string[] {
  const found = [...world.accounts.values()].flatMap((account) =>
    holdersIn(account, place),
  );
  if (found.length === 0) return [futureHolder(world, place)];
  return [...new Set(found)].sort().slice(0, HOLDERS_MAX);
}

function futureHolder({ accounts }: WorldFacts, place: IdentityPlace): string {
  const arn = place.kind === 'inline' ? place.ownerArn : place.policyArn;
  const { accountId = '', partition = 'aws' } = parseArn(arn) ?? {};
  // AWS's own policies stand in every account.
  const [anyAccount = ''] = accounts.keys();
  const home = accountId === 'aws' ? anyAccount : accountId;
  return `arn:${partition}:iam::${home}:user/a-holder`;
}

function holdersIn(account: AccountFacts, place: IdentityPlace): string[] {
  const users = [...account.usersByArn.values()];
  const holds = (attached: AttachedPolicy[] = []) =>
    place.kind === 'managed' &&
    attached.some(({ PolicyArn }) => PolicyArn === place.policyArn);
  const isOwner = (arn: string) => place.kind === 'inline' && place.ownerArn === arn;
  const groups = new Set(
    [...account.groupsByName.values()]
      .filter(
        ({ Arn, AttachedManagedPolicies }) =>
          isOwner(Arn) || holds(AttachedManagedPolicies),
      )
      .map(({ GroupName }) => GroupName),
  );
  const isMember = ({ GroupList }: UserDetail) =>
    (GroupList ?? []).some((name) => groups.has(name));
  return [...users, ...account.rolesByArn.values()]
    .filter(
      (one) =>
        isOwner(one.Arn) ||
        holds(one.AttachedManagedPolicies) ||
        ('UserName' in one && isMember(one)),
    )
    .map(({ Arn }) => Arn);
}

/** Account and partition of the first holder. */
export function homeOf(
  world: WorldFacts,
  place: IdentityPlace,
): { accountId: string; partition: string } {
  const [first = ''] = holdersOf(world, place);
  const { accountId = '', partition = 'aws' } = parseArn(first) ?? {};
  return { accountId, partition };
}
