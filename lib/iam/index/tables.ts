import { keptBy } from '@/lib/core/kept-by';
import { keptByObject } from '@/lib/core/kept-by-object';
import { once } from '@/lib/core/once';
import type { WorldFacts } from '../facts/world-facts';
import {
  type AccountClasses,
  accountClasses,
  allByTarget,
  type ByTarget,
  openBatches,
} from './class-tables';
import type { IndexedAccount } from './indexed-account';
import {
  type Circumstances,
  type RoleRcp,
  rcpOf,
  type Taking,
  takingOf,
} from './judge-taking';
import { type Memos, makeMemos } from './memo';
import { numbering } from './numbering';
import {
  type Batch,
  type Classes,
  classify,
  type PolicyClass,
  roleSurroundingsOf,
} from './policy-class';
import type { Pools } from './pools';
import type { ReducedPrincipal } from './reduced';
import { makeRoleSides, type RoleSides } from './role-sides';
import { sessionNamesIn } from './session-names';
import { organizationKey } from './surroundings';
import type { TrustProfile } from './trust-profile';
import {
  makeTrustTable,
  placesCovered,
  type RolePlace,
  type TrustTable,
} from './trust-table';

/** A principal with its account and class, and as the only one of its kind. */
export type Member = {
  account: IndexedAccount;
  principal: ReducedPrincipal;
  policyClass: PolicyClass;
  batches: Batch[];
};

/** What joins the accounts of an estate. */
export type EstateTables = {
  classes: Classes;
  /** The classes of an account, those that cover every role and say no more put together. */
  classesOf(accountId: string): AccountClasses;
  /** The classes of all accounts. */
  allClasses(): ByTarget;
  /** Of principals of several accounts those whom an open trust policy may let in unnamed. */
  openBatchesOf(profile: TrustProfile): (batches: Batch[]) => Batch[];
  /** Verdicts that hold for all roles of the same trust policy and surroundings. */
  memosOf(
    role: ReducedPrincipal,
    home: IndexedAccount,
    circumstances: Circumstances,
  ): Memos;
  /** The resource control policies over the roles of an account. */
  rcpOf(accountId: string | null): NumberedRcp;
  /** A role as it is asked for, with all that bears on it whoever asks. */
  takingOf(role: ReducedPrincipal, circumstances: Circumstances): Taking;
  roleSidesIn(circumstances: Circumstances): RoleSides;
  trusts: () => TrustTable;
  /** Roles that name an account or everyone, and may let in a class of that account. */
  trustsOfClass(policyClass: PolicyClass, account: IndexedAccount): RolePlace[];
  /** One object for equal circumstances, so that the next question finds what is known in them. */
  inCircumstances(circumstances: Circumstances): Circumstances;
  /** Names that trust policies ask of the sessions of a role. */
  sessionNamesOf(role: Pick<ReducedPrincipal, 'arn' | 'id'>): string[];
  /** The principal with this ARN or unique id. */
  memberNamed(entry: string): Member | null;
};

export function makeTables(
  world: WorldFacts,
  accounts: Map<string, IndexedAccount>,
  pools: Pools,
): EstateTables {
  const classes = classify(world, accounts, pools);
  const trusts = once(() => makeTrustTable(accounts));
  const rcpOver = rcpByAccount(world);
  const memberNamed = keptBy(memberIn(accounts, classes));
  return {
    classes,
    classesOf: keptBy((accountId) =>
      accountClasses(classes.in.get(accountId) ?? [], accountId),
    ),
    allClasses: once(() => allByTarget(classes.all)),
    openBatchesOf: keptByObject((profile) => {
      const named = namedBy(profile, memberNamed);
      return keptByObject((batches) => openBatches(profile, named, batches));
    }),
    memosOf: memosByRole(pools, rcpOver),
    rcpOf: rcpOver,
    roleSidesIn: keptByObject((circumstances) => makeRoleSides(world, circumstances)),
    takingOf: takingsByRole(world, rcpOver),
    trusts,
    trustsOfClass: trustsByClass(trusts),
    inCircumstances: lastCircumstances(),
    sessionNamesOf: sessionNamesIn(trusts),
    memberNamed,
  };
}

/** Its number is equal for accounts over which they say the same. */
type NumberedRcp = RoleRcp & { number: number };

function rcpByAccount(world: WorldFacts): EstateTables['rcpOf'] {
  const numberOf = numbering();
  const byNumber: NumberedRcp[] = [];
  return keptBy((accountId: string | null) => {
    const number = numberOf(accountId ? organizationKey(world, accountId, 'rcp') : '');
    const found = byNumber[number] ?? { ...rcpOf(world, accountId), number };
    byNumber[number] = found;
    return found;
  });
}

function memosByRole(
  { documents }: Pools,
  rcpOver: EstateTables['rcpOf'],
): EstateTables['memosOf'] {
  const memosIn = keptByObject((_: Circumstances) =>
    keptBy((_key: string) => makeMemos()),
  );
  return (role, home, circumstances) => {
    const { number } = rcpOver(home.accountId);
    const document = role.trust ? documents.numberOf(role.trust) : null;
    const key = `${document} ${number} ${roleSurroundingsOf(role, home)}`;
    return memosIn(circumstances)(key);
  };
}

function takingsByRole(
  world: WorldFacts,
  rcpOver: EstateTables['rcpOf'],
): EstateTables['takingOf'] {
  const takingsIn = keptByObject((circumstances: Circumstances) =>
    keptBy((roleArn: string) => takingOf(world, roleArn, circumstances, rcpOver)),
  );
  return (role, circumstances) => takingsIn(circumstances)(role.arn);
}

function trustsByClass(trusts: () => TrustTable): EstateTables['trustsOfClass'] {
  const placesOf = keptByObject((policyClass: PolicyClass) =>
    keptByObject(({ accountId }: IndexedAccount) =>
      placesCovered(trusts(), accountId, policyClass.coverage()),
    ),
  );
  return (policyClass, account) => placesOf(policyClass)(account);
}

/** The circumstances that were asked about last stand for all that equal them. */
function lastCircumstances(): EstateTables['inCircumstances'] {
  let last: { text: string; circumstances: Circumstances } | null = null;
  return (circumstances) => {
    const text = JSON.stringify(circumstances);
    if (last?.text !== text) last = { text, circumstances };
    return last.circumstances;
  };
}

/** The principals that a trust policy names outright. */
const namedBy = (
  { namesNamed }: TrustProfile,
  memberNamed: EstateTables['memberNamed'],
): Set<ReducedPrincipal> =>
  new Set([...namesNamed].flatMap((name) => memberNamed(name)?.principal ?? []));

type Entity = Pick<Member, 'account' | 'principal'>;

function memberIn(
  accounts: Map<string, IndexedAccount>,
  classes: Classes,
): EstateTables['memberNamed'] {
  const byId = once(() => indexById(accounts));
  const withArn = (arn: string): Entity | undefined => {
    const account = accounts.get(arn.split(':')[4] ?? '');
    const principal = account?.byArn().get(arn);
    return account && principal && { account, principal };
  };
  return (entry) => {
    const found = entry.startsWith('arn:') ? withArn(entry) : byId().get(entry);
    const policyClass = found && classes.of.get(found.principal);
    if (!found || !policyClass) return null;
    const { account, principal } = found;
    return { ...found, policyClass, batches: [{ account, principals: [principal] }] };
  };
}

function indexById(accounts: Map<string, IndexedAccount>): Map<string, Entity> {
  const byId = new Map<string, Entity>();
  for (const account of accounts.values()) {
    for (const principal of account.principals()) {
      byId.set(principal.id, { account, principal });
    }
  }
  return byId;
}
