import { parseArn } from '@/lib/core/arn';
import type { AccountFacts } from '../facts/account-facts';
import type { WorldFacts } from '../facts/world-facts';
import type { AttachedPolicy, UserDetail } from '../world';
import type { HeldPlace, IdentityPlace } from './place';

/** More would answer the same: what sets one apart is tried as a value of its keys. */
const HOLDERS_MAX = 3;

/**
 * The users and roles that a policy of theirs speaks for, by their ARNs; the first few. A
 * policy that nobody holds yet speaks for a user who does not exist.
 */
export function holdersOf(world: WorldFacts, place: HeldPlace): string[] {
  if (place.kind === 'session') return [place.sessionArn];
  const found = [...world.accounts.values()].flatMap((account) =>
    holdersIn(account, place),
  );
  if (found.length === 0) return [futureHolder(world, place)];
  return [...new Set(found)].sort().slice(0, HOLDERS_MAX);
}

type EntityPlace = Exclude<HeldPlace, { kind: 'session' }>;

function futureHolder({ accounts }: WorldFacts, place: EntityPlace): string {
  const isOrg = place.kind === 'scp';
  const arn = place.kind === 'inline' ? place.ownerArn : isOrg ? '' : place.policyArn;
  const { accountId = isOrg ? place.accountId : '', partition } = parseArn(arn) ?? {};
  // AWS's own policies stand in every account.
  const [anyAccount = ''] = accounts.keys();
  const home = accountId === 'aws' ? anyAccount : accountId;
  return `arn:${partition ?? accounts.get(home)?.partition ?? 'aws'}:iam::${home}:user/a-holder`;
}

function holdersIn(account: AccountFacts, place: EntityPlace): string[] {
  if (place.kind === 'scp') {
    const isUnder = account.accountId === place.accountId;
    return isUnder ? [...account.usersByArn.keys(), ...account.rolesByArn.keys()] : [];
  }
  if (place.kind === 'boundary') {
    return [...account.usersByArn.values(), ...account.rolesByArn.values()]
      .filter(
        (one) => one.PermissionsBoundary?.PermissionsBoundaryArn === place.policyArn,
      )
      .map(({ Arn }) => Arn);
  }
  return holdersOfIdentity(account, place);
}

function holdersOfIdentity(account: AccountFacts, place: IdentityPlace): string[] {
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
  place: HeldPlace,
): { accountId: string; partition: string } {
  const [first = ''] = holdersOf(world, place);
  const { accountId = '', partition = 'aws' } = parseArn(first) ?? {};
  return { accountId, partition };
}
