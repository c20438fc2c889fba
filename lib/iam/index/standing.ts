import type { IndexedAccount } from './indexed-account';
import {
  coveredSideOf,
  isSettled,
  type Need,
  type OwnSide,
  ownSideOf,
  stopOfLevels,
} from './own-side';
import type { PolicyClass } from './policy-class';
import type { ReducedPrincipal } from './reduced';
import type { Reach } from './role-range';
import type { Sought } from './sought';
import { openMembers, type TrustProfile } from './trust-profile';

/**
 * How principals stand to a role. What decides about those of one class is the same where they
 * stand alike: they differ by ARN, tags and account only.
 */
export type Standing = {
  own: OwnSide;
  /** Whether they belong to the role's own account. */
  isHome: boolean;
  /** As whom the role knows them: by their ARN, by their account, or as anybody else. */
  knownAs: string;
};

/** Text that is equal for those of whom the same decides. */
export const standingKey = (
  { own, isHome, knownAs }: Standing,
  { setting, number }: PolicyClass,
): string => `${knownAs} ${isHome} ${own} ${isSettled(own) ? setting : number}`;

/** A role, while it is looked for who can take it. */
export type Place = Pick<Sought, 'role' | 'home'> & {
  profile: TrustProfile;
  /** Whether the organization stops the classes of like limits. */
  scpStops: Map<number, Reach>;
};

export const placeOf = ({ role, home, profile }: Sought): Place => ({
  role,
  home,
  profile: profile(),
  scpStops: new Map(),
});

/** The standing of a principal that is named outright; null when nothing can let it in. */
export function standingOfNamed(
  place: Place,
  policyClass: PolicyClass,
  account: IndexedAccount,
  { arn }: ReducedPrincipal,
): Standing | null {
  const isHome = account === place.home;
  const own = ownSide(place, policyClass, isHome ? 'helpful' : 'needed');
  return own && { own, isHome, knownAs: arn };
}

/**
 * The standing of the members of a class in one account; null when nothing can let them in.
 * Those whose policies surely allow, and say no more, fare alike whatever their policies.
 *
 * @param isCovered their own policies surely grant the role, and deny nothing
 */
export function standingOfClass(
  place: Place,
  policyClass: PolicyClass,
  account: IndexedAccount,
  isCovered = false,
): Standing | null {
  const { home, profile } = place;
  const { accountId } = account;
  const isHome = account === home;
  const isApart = isHome || profile.accountsNamed.has(accountId);
  if (!isApart) return standingElsewhere(place, policyClass, isCovered);
  const need = needAt(place, accountId, isHome);
  const own = ownSide(place, policyClass, need, isCovered);
  return own && { own, isHome, knownAs: accountId };
}

/** The same in all accounts that the role does not tell from others. */
export function standingElsewhere(
  place: Place,
  policyClass: PolicyClass,
  isCovered: boolean,
): Standing | null {
  const own = ownSide(place, policyClass, 'needed', isCovered);
  return own && { own, isHome: false, knownAs: 'elsewhere' };
}

/** A grant to everyone needs no policy of the caller's in the role's own account. */
function needAt({ profile }: Place, accountId: string, isHome: boolean): Need {
  if (!isHome || profile.open.length === 0) return 'needed';
  return profile.accounts.has(accountId) ? 'helpful' : 'idle';
}

function ownSide(
  place: Place,
  policyClass: PolicyClass,
  need: Need,
  isCovered = false,
): OwnSide | null {
  const { role } = place;
  const scpStop = scpStopAt(place, policyClass);
  return isCovered
    ? coveredSideOf(policyClass, role.arn, scpStop)
    : ownSideOf(policyClass, role.arn, need, scpStop);
}

function scpStopAt({ role, scpStops }: Place, { limits, compiled }: PolicyClass): Reach {
  const known = scpStops.get(limits);
  if (known !== undefined) return known;
  const stop = stopOfLevels(compiled().scp, role.arn);
  scpStops.set(limits, stop);
  return stop;
}

/** The standing of a principal among the candidates of a role; null when it is not there. */
export function standingOf(
  place: Place,
  policyClass: PolicyClass,
  account: IndexedAccount,
  principal: ReducedPrincipal,
): Standing | null {
  const { profile } = place;
  if (profile.namesNamed.has(principal.arn) || profile.namesNamed.has(principal.id)) {
    return standingOfNamed(place, policyClass, account, principal);
  }
  const isNamed = profile.accounts.has(account.accountId);
  if (!isNamed && openMembers(profile, [principal]).length === 0) return null;
  return standingOfClass(place, policyClass, account);
}
