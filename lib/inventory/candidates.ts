import { parseArn } from '@/lib/core/arn';
import type { PartyView } from '@/lib/core/views';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import type { RoleDetail } from '@/lib/iam/world';
import type { AccountNames } from './account-names';
import { type Assumer, type Assumers, covers } from './assumers';
import {
  accountParty,
  deletedParty,
  EVERYONE,
  federatedParty,
  serviceParty,
} from './parties';
import { type TrustEntry, trustEntriesOf } from './trust-entries';

export type Candidate = {
  who: PartyView;
  /**
   * How the two halves name it. `expanded`: swept in with a whole account, or with everyone.
   * `idle`: a collected account that is trusted whole, where nobody may use it. `untrusted`:
   * its own policies name the role, the trust policy does not name it.
   */
  way: 'named' | 'expanded' | 'idle' | 'untrusted';
};

export type Estate = {
  world: WorldFacts;
  names: AccountNames;
  /** A user, a role or a session by its ARN. */
  partyOf: (arn: string) => PartyView;
  assumers: Assumers;
  /** ARNs of users and roles by the unique id that AWS gave them. */
  arnsById: Map<string, string>;
};

/** Everybody who may have a way to a role, or half of one. */
export function candidatesOf(role: RoleDetail, estate: Estate): Candidate[] {
  const byArn = new Map<string, Candidate>();
  for (const entry of trustEntriesOf(role)) {
    for (const candidate of entryCandidates(entry, role, estate)) {
      const known = byArn.get(candidate.who.arn);
      // Named outright says more than swept in with an account.
      if (!known || known.way === 'expanded') byArn.set(candidate.who.arn, candidate);
    }
  }
  for (const { arn } of estate.assumers.naming(role.Arn)) {
    const who = estate.partyOf(arn);
    byArn.set(arn, byArn.has(arn) ? named(who) : { who, way: 'untrusted' });
  }
  return [...byArn.values()];
}

const named = (who: PartyView): Candidate => ({ who, way: 'named' });

function entryCandidates(
  entry: TrustEntry,
  role: RoleDetail,
  estate: Estate,
): Candidate[] {
  switch (entry.kind) {
    case 'everyone':
      return [named(EVERYONE), ...expand(estate.assumers.all(), role, estate)];
    case 'account':
      return accountCandidates(entry, role, estate);
    case 'principal':
      return [named(principalOf(entry.arn, estate))];
    case 'session':
      return [named(estate.partyOf(entry.arn))];
    case 'id': {
      const arn = estate.arnsById.get(entry.id);
      const who = arn ? estate.partyOf(arn) : deletedParty(entry.id, estate.names);
      return [named(who)];
    }
    case 'service':
      return [named(serviceParty(entry.service))];
    case 'federated':
      return [named(federatedParty(entry.provider, role))];
    default:
      return entry satisfies never;
  }
}

function accountCandidates(
  { accountId, partition }: Extract<TrustEntry, { kind: 'account' }>,
  role: RoleDetail,
  estate: Estate,
): Candidate[] {
  const whole = named(accountParty(accountId, partition, estate.names));
  if (!estate.world.accounts.has(accountId)) return [whole];
  const able = expand(estate.assumers.inAccount(accountId), role, estate);
  return able.length > 0 ? able : [{ ...whole, way: 'idle' }];
}

/** Those whose own policies reach the role. A role's way to itself is of no use to anybody. */
const expand = (
  assumers: Assumer[],
  { Arn: roleArn }: RoleDetail,
  { partyOf }: Estate,
): Candidate[] =>
  assumers
    .filter((assumer) => assumer.arn !== roleArn && covers(assumer, roleArn))
    .map(({ arn }) => ({ who: partyOf(arn), way: 'expanded' }));

function principalOf(arn: string, { world, names, partyOf }: Estate): PartyView {
  const account = world.accounts.get(parseArn(arn)?.accountId ?? '');
  const isThere = !account || account.usersByArn.has(arn) || account.rolesByArn.has(arn);
  return isThere ? partyOf(arn) : deletedParty(arn, names);
}

export function arnsByIdOf(world: WorldFacts): Map<string, string> {
  const arns = new Map<string, string>();
  for (const { usersByArn, rolesByArn } of world.accounts.values()) {
    for (const { UserId, Arn } of usersByArn.values()) arns.set(UserId, Arn);
    for (const { RoleId, Arn } of rolesByArn.values()) arns.set(RoleId, Arn);
  }
  return arns;
}
