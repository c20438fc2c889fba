import { findCaller } from '../evaluate/caller';
import { judgeRequest } from '../evaluate/combine';
import { decideRequest, type Verdict } from '../evaluate/decide-question';
import { gatherCallerPolicies } from '../gather/caller-policies';
import { actionOf } from '../question';
import { candidatesOf } from './candidates';
import type { EstateIndex } from './estate-index';
import { candidateJudge } from './judge-candidates';
import type { Group } from './judge-members';
import { type Circumstances, requestOf, type Taking } from './judge-taking';
import { type Sought, soughtRole } from './sought';
import { namesPrincipals, type TrustProfile } from './trust-profile';

type Outsider = {
  principal: { Service: string } | { Federated: string };
  verdict: Verdict;
};

/** Who can take a role, surely or under conditions. */
export type WhoCan = {
  /** Collected users and roles that fare alike. */
  groups: Group[];
  /** Services and identity providers that the trust policy names. */
  outsiders: () => Outsider[];
  /** Whom it names beside: everyone, and accounts and principals that nobody collected. */
  notCollected: () => string[];
  /** How often the evaluator was asked about a user or role. */
  evaluations: number;
};

/**
 * Everybody who can take a role, in groups that fare alike; null for a role that is not in
 * the estate. Equal to asking the evaluator about each collected principal in turn, at the
 * cost of about one evaluation a group.
 */
export function whoCan(
  index: EstateIndex,
  roleArn: string,
  circumstances: Circumstances,
): WhoCan | null {
  const sought = soughtRole(index, roleArn, circumstances);
  return sought && takersOfSought(sought);
}

/** `whoCan` for a role that was found. */
export function takersOfSought(sought: Sought): WhoCan {
  const { index, circumstances } = sought;
  let evaluations = 0;
  const count = () => {
    evaluations += 1;
  };
  return {
    // Most trust policies name services or providers only.
    groups: namesPrincipals(sought.trust) ? groupsOf(sought, count) : [],
    outsiders: () =>
      judgeOutsiders(sought, index.tables().takingOf(sought.role, circumstances)),
    notCollected: () => notCollectedOf(sought),
    evaluations,
  };
}

function groupsOf(sought: Sought, count: () => void): Group[] {
  const groups: Group[] = [];
  const found = candidatesOf(sought);
  if (found.length === 0) return groups;
  const judge = candidateJudge(sought, count);
  for (const candidates of found) {
    for (const group of judge(candidates)) addGroup(groups, group);
  }
  return groups;
}

/** Lists are shared by roles: what comes to a group makes a new one. */
function addGroup(groups: Group[], group: Group): void {
  const known = groups.find(({ verdict }) => verdict === group.verdict);
  if (known) known.members = known.members.concat(group.members);
  else groups.push({ ...group });
}

function outsidersOf(profile: TrustProfile): Outsider['principal'][] {
  const { services, federated } = profile;
  return [
    ...[...services].map((Service) => ({ Service })),
    ...[...federated].map((Federated) => ({ Federated })),
  ];
}

function judgeOutsiders(sought: Sought, taking: Taking): Outsider[] {
  const all = outsidersOf(sought.profile()).map((principal) => {
    const caller = findCaller(taking.world, principal);
    const policies = gatherCallerPolicies(taking.world, caller);
    const action = actionOf(principal);
    const request = requestOf(taking, { principal, caller, policies, action });
    return { principal, verdict: decideRequest(request, judgeRequest(request)) };
  });
  return all.filter(({ verdict }) => verdict.decision !== 'deny');
}

function notCollectedOf({ index, profile }: Sought): string[] {
  const { open, accounts, namesLetIn } = profile();
  const strangers = [...accounts, ...namesLetIn].filter((entry) => {
    const accountId = entry.startsWith('arn:') ? (entry.split(':')[4] ?? '') : entry;
    return /^\d{12}$/.test(accountId) && !index.accounts.has(accountId);
  });
  return [...(open.length > 0 ? ['*'] : []), ...strangers];
}
