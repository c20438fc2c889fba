import { DEFAULT_SESSION_SECONDS } from '@/lib/core/duration';
import { once } from '@/lib/core/once';
import { isServiceLinkedPath } from '../evaluate/caller';
import { maxSessionSeconds } from '../facts/account-facts';
import { isMember, levelsOf } from '../facts/org-facts';
import type { WorldFacts } from '../facts/world-facts';
import {
  type CallerPolicies,
  gatherOwnPolicies,
  gatherScp,
} from '../gather/caller-policies';
import { callerOf } from './caller-of';
import {
  type CompiledPolicies,
  type CompiledShelf,
  compilePolicies,
  compileScp,
} from './compiled-policies';
import { type Coverage, coverageOf } from './coverage';
import type { IndexedAccount } from './indexed-account';
import type { PolicySet, Pools } from './pools';
import type { ReducedPrincipal } from './reduced';

/** Principals of one account that are alike. */
export type Batch = { account: IndexedAccount; principals: ReducedPrincipal[] };

/**
 * Principals whose policies say the same: one kind, equal identity policies, one boundary,
 * equal organization policies. They differ by ARN, tags and account only.
 */
export type PolicyClass = {
  number: number;
  /** Equal for classes that differ in their identity policies and boundary only. */
  surroundings: number;
  /** Equal for classes that an organization keeps from the same roles in the same way. */
  limits: number;
  /** Equal for classes of which conditions tell nothing but ARNs, tags and accounts apart. */
  setting: number;
  /** Equal for classes of the same boundary; empty for those without one. */
  boundary: string;
  policies: () => CallerPolicies;
  compiled: () => CompiledPolicies;
  coverage: () => Coverage;
  /** One batch an account. */
  members: Map<string, Batch>;
};

/** Principals of one or several accounts that fare like those of one class. */
export type Alike = { policyClass: PolicyClass; batches: Batch[] };

export type Classes = {
  all: PolicyClass[];
  in: Map<string, PolicyClass[]>;
  of: Map<ReducedPrincipal, PolicyClass>;
};

/** Puts every principal of an estate into its class. */
export function classify(
  world: WorldFacts,
  accounts: Map<string, IndexedAccount>,
  pools: Pools,
): Classes {
  const byKey = new Map<string, PolicyClass>();
  const found: Classes = { all: [], in: new Map(), of: new Map() };
  const surroundingsIn = surroundingsTable(world);
  for (const account of accounts.values()) {
    const surroundingsOf = surroundingsIn(account);
    const here = new Set<PolicyClass>();
    for (const principal of account.principals()) {
      const surroundings = surroundingsOf(principal);
      const boundary = boundaryKey(principal, account, pools);
      const own = identityKey(principal, account, pools);
      const key = `${surroundings.number} ${own}${boundary}`;
      let one = byKey.get(key);
      if (!one) {
        one = makeClass(
          world,
          { account, principal, boundary },
          surroundings,
          byKey.size,
        );
        byKey.set(key, one);
      }
      found.of.set(principal, one);
      here.add(one);
      addMember(one, account, principal);
    }
    found.in.set(account.accountId, [...here]);
  }
  found.all = [...byKey.values()];
  return found;
}

/** Numbers texts in the order in which they come: short names for long keys. */
export function numbering(): (text: string) => number {
  const numbers = new Map<string, number>();
  return (text) => {
    const known = numbers.get(text) ?? numbers.size;
    numbers.set(text, known);
    return known;
  };
}

/** Text that is equal for principals whose own policies say the same. */
function identityKey(
  { policies }: ReducedPrincipal,
  account: IndexedAccount,
  { policySets }: Pools,
): string {
  const number = String(policySets.numberOf(policies));
  // Nearly all principals have no policy that is not in their account's own list.
  return policies.attached.length === 0
    ? number
    : `${number}${lostIn(account, arnsOf(policies))}`;
}

/** Text that is equal for principals with the same boundary; empty without one. */
function boundaryKey(
  { boundary }: ReducedPrincipal,
  account: IndexedAccount,
  { documents }: Pools,
): string {
  if (!boundary) return '';
  const { arn, document } = boundary;
  return ` ${arn} ${document ? documents.numberOf(document) : lostIn(account, [arn])}`;
}

const arnsOf = ({ attached }: PolicySet): string[] =>
  attached.map(({ PolicyArn }) => PolicyArn);

/**
 * Policies without a document that the account lists all the same, as text: the version in
 * force is missing, and no other account's copy stands in for it.
 */
const lostIn = ({ facts }: IndexedAccount, policyArns: string[]): string =>
  policyArns
    .filter((arn) => facts.policiesByArn.has(arn))
    .map((arn) => ` lost ${arn}`)
    .join('');

/** What the rest of the world is to principals that it treats alike. */
type Surroundings = {
  number: number;
  setting: number;
  limits: number;
  scp: () => CallerPolicies['scp'];
  compiledScp: CompiledShelf[];
};

function surroundingsTable(
  world: WorldFacts,
): (account: IndexedAccount) => (principal: ReducedPrincipal) => Surroundings {
  const [organizationOf, numberOf, settingOf] = [numbering(), numbering(), numbering()];
  const limitsOf = numbering();
  const byNumber: Surroundings[] = [];
  return (account) => {
    const { accountId, partition, facts } = account;
    const organization = organizationOf(organizationKey(world, accountId, 'scp'));
    const isInside = isMember(world.org, accountId);
    return (principal) => {
      const kind = `${principal.kind} ${isServiceLinkedPath(principal.path)} ${partition}`;
      const number = numberOf(`${kind} ${organization}`);
      const known = byNumber[number];
      if (known) return known;
      const scp = once(() => gatherScp(world, callerOf(facts, principal)));
      const compiledScp = compileScp(scp());
      const setting = settingOf(`${kind} ${isInside}`);
      const limits = limitsOf(limitsText(compiledScp));
      const made = { number, setting, limits, scp, compiledScp };
      byNumber[number] = made;
      return made;
    };
  };
}

/** Equal for levels that allow and deny the same, whatever else they are about. */
const limitsText = (levels: CompiledShelf[]): string =>
  JSON.stringify(
    levels.map(({ allows, denies, unread }) => [
      [...allows, ...denies].map(({ source }) => source),
      unread,
    ]),
  );

/** Text that is equal for roles that the rest of the world, its organization aside, treats alike. */
export function roleSurroundingsOf(
  { name, path }: ReducedPrincipal,
  { partition, facts }: IndexedAccount,
): string {
  const isShort = maxSessionSeconds(facts, name) < DEFAULT_SESSION_SECONDS;
  return `${isServiceLinkedPath(path)} ${isShort} ${partition}`;
}

const LEVEL_POLICIES = {
  scp: 'serviceControlPolicies',
  rcp: 'resourceControlPolicies',
} as const;

/** Equal for accounts that the same policies of the organization bear on. */
export function organizationKey(
  { org }: WorldFacts,
  accountId: string,
  kind: 'scp' | 'rcp',
): string {
  if (!org) return '';
  const levels = levelsOf(org, accountId).map((level) => level[LEVEL_POLICIES[kind]]);
  const isManagement = accountId === org.managementAccountId;
  return JSON.stringify([isManagement, isMember(org, accountId), levels]);
}

function makeClass(
  world: WorldFacts,
  {
    account,
    principal,
    boundary,
  }: { account: IndexedAccount; principal: ReducedPrincipal; boundary: string },
  { number: surroundings, setting, limits, scp, compiledScp }: Surroundings,
  number: number,
): PolicyClass {
  const policies = once(() => ({
    ...gatherOwnPolicies(world, callerOf(account.facts, principal)),
    scp: scp(),
  }));
  const compiled = once(() => compilePolicies(policies(), compiledScp));
  const coverage = once(() => coverageOf(compiled()));
  return {
    number,
    surroundings,
    setting,
    limits,
    boundary,
    policies,
    compiled,
    coverage,
    members: new Map<string, Batch>(),
  };
}

function addMember(
  { members }: PolicyClass,
  account: IndexedAccount,
  principal: ReducedPrincipal,
): void {
  const known = members.get(account.accountId);
  if (known) known.principals.push(principal);
  else members.set(account.accountId, { account, principals: [principal] });
}
