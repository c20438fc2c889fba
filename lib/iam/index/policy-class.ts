import { once } from '@/lib/core/once';
import { isServiceLinkedPath } from '../evaluate/caller';
import { maxSessionSeconds } from '../facts/account-facts';
import { isMember, levelsOf } from '../facts/org-facts';
import type { WorldFacts } from '../facts/world-facts';
import { type CallerPolicies, gatherCallerPolicies } from '../gather/caller-policies';
import { callerOf } from './caller-of';
import { type CompiledPolicies, compilePolicies } from './compiled-policies';
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
  policies: () => CallerPolicies;
  compiled: () => CompiledPolicies;
  coverage: () => Coverage;
  /** One batch an account. */
  members: Map<string, Batch>;
};

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
  const numberOf = numbering();
  for (const account of accounts.values()) {
    const organization = organizationKey(world, account.accountId, 'scp');
    const here = new Set<PolicyClass>();
    for (const principal of account.principals()) {
      const surroundings = numberOf(surroundingsOf(principal, account, organization));
      const key = `${surroundings} ${ownPoliciesKey(principal, account, pools)}`;
      const known = byKey.get(key);
      const one =
        known ?? makeClass(world, { account, principal, surroundings }, byKey.size);
      if (!known) byKey.set(key, one);
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

/** Text that is equal for principals whose own policies and boundary say the same. */
function ownPoliciesKey(
  { policies, boundary }: ReducedPrincipal,
  account: IndexedAccount,
  { policySets, documents }: Pools,
): string {
  const own = `${policySets.numberOf(policies)}${lostIn(account, arnsOf(policies))}`;
  if (!boundary) return own;
  const { arn, document } = boundary;
  const text = document ? documents.numberOf(document) : lostIn(account, [arn]);
  return `${own} ${arn} ${text}`;
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

/** Text that is equal for principals that the rest of the world treats alike. */
const surroundingsOf = (
  { kind, path }: ReducedPrincipal,
  { partition }: IndexedAccount,
  organization: string,
): string => `${kind} ${isServiceLinkedPath(path)} ${partition} ${organization}`;

const DEFAULT_SESSION_SECONDS = 3600;

/** Text that is equal for roles of one trust policy that the rest of the world treats alike. */
export function roleSurroundingsOf(
  { name, path }: ReducedPrincipal,
  { partition, facts }: IndexedAccount,
  organization: string,
): string {
  const isShort = maxSessionSeconds(facts, name) < DEFAULT_SESSION_SECONDS;
  return `${isServiceLinkedPath(path)} ${isShort} ${partition} ${organization}`;
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
    surroundings,
  }: { account: IndexedAccount; principal: ReducedPrincipal; surroundings: number },
  number: number,
): PolicyClass {
  const policies = once(() =>
    gatherCallerPolicies(world, callerOf(account.facts, principal)),
  );
  const compiled = once(() => compilePolicies(policies()));
  const coverage = once(() => coverageOf(compiled()));
  return { number, surroundings, policies, compiled, coverage, members: new Map() };
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
