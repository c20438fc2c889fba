import { DEFAULT_SESSION_SECONDS } from '@/lib/core/duration';
import { once } from '@/lib/core/once';
import { isServiceLinkedPath } from '../evaluate/caller';
import { maxSessionSeconds } from '../facts/account-facts';
import type { WorldFacts } from '../facts/world-facts';
import { type CallerPolicies, gatherOwnPolicies } from '../gather/caller-policies';
import { callerOf } from './caller-of';
import { type CompiledPolicies, compilePolicies } from './compiled-policies';
import { type Coverage, coverageOf } from './coverage';
import type { IndexedAccount } from './indexed-account';
import type { PolicySet, Pools } from './pools';
import type { ReducedPrincipal } from './reduced';
import { type Surroundings, surroundingsTable } from './surroundings';

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
    const classOf = classFinder(
      byKey,
      { world, account, pools },
      surroundingsIn(account),
    );
    const here = new Set<PolicyClass>();
    for (const principal of account.principals()) {
      const one = classOf(principal);
      found.of.set(principal, one);
      here.add(one);
      addMember(one, account, principal);
    }
    found.in.set(account.accountId, [...here]);
  }
  found.all = [...byKey.values()];
  return found;
}

type Classifying = { world: WorldFacts; account: IndexedAccount; pools: Pools };

/** The class of each principal of an account; classes that are new are added. */
function classFinder(
  byKey: Map<string, PolicyClass>,
  { world, account, pools }: Classifying,
  surroundingsOf: (principal: ReducedPrincipal) => Surroundings,
): (principal: ReducedPrincipal) => PolicyClass {
  const usual = new Map<PolicySet, PolicyClass>();
  const find = (principal: ReducedPrincipal): PolicyClass => {
    const surroundings = surroundingsOf(principal);
    const boundary = boundaryKey(principal, account, pools);
    const own = identityKey(principal, account, pools);
    const key = `${surroundings.number} ${own}${boundary}`;
    const place = { account, principal, boundary };
    const found = byKey.get(key) ?? makeClass(world, place, surroundings, byKey.size);
    byKey.set(key, found);
    return found;
  };
  return (principal) => {
    if (!isUsualRole(principal)) return find(principal);
    const found = usual.get(principal.policies) ?? find(principal);
    usual.set(principal.policies, found);
    return found;
  };
}

/** Most principals of an account are roles that differ by their own policies only. */
const isUsualRole = ({ kind, boundary, path }: ReducedPrincipal): boolean =>
  kind === 'role' && !boundary && !isServiceLinkedPath(path);

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

/** Text that is equal for roles that the rest of the world, its organization aside, treats alike. */
export function roleSurroundingsOf(
  { name, path }: ReducedPrincipal,
  { partition, facts }: IndexedAccount,
): string {
  const isShort = maxSessionSeconds(facts, name) < DEFAULT_SESSION_SECONDS;
  return `${isServiceLinkedPath(path)} ${isShort} ${partition}`;
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
