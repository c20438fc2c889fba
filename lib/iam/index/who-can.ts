import { findCaller } from '../evaluate/caller';
import { judgeRequest } from '../evaluate/combine';
import { decideRequest, type Verdict } from '../evaluate/decide-question';
import { gatherCallerPolicies } from '../gather/caller-policies';
import { actionOf } from '../question';
import { type Candidates, candidatesOf } from './candidates';
import type { EstateIndex } from './estate-index';
import { type Group, judgeMembers } from './judge-members';
import { judgeSettled } from './judge-settled';
import { type Circumstances, requestOf, type Taking } from './judge-taking';
import { trustReaderOf } from './role-side';
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
  if (!sought) return null;
  const taking = () => index.tables().takingOf(sought.role, circumstances);
  let evaluations = 0;
  const count = () => {
    evaluations += 1;
  };
  return {
    // Most trust policies name services or providers only.
    groups: namesPrincipals(sought.trust) ? groupsOf(sought, taking, count) : [],
    outsiders: () => judgeOutsiders(sought, taking()),
    notCollected: () => notCollectedOf(sought),
    evaluations,
  };
}

function groupsOf(sought: Sought, taking: () => Taking, count: () => void): Group[] {
  const groups: Group[] = [];
  const candidates = candidatesOf(sought);
  if (candidates.size === 0) return groups;
  const judge = judgeOf(sought, taking, count);
  candidates.forEach((alike, key) => {
    for (const group of judge(alike, key)) groups.push(group);
  });
  return groups;
}

type Judge = (candidates: Candidates, key: string) => Group[];

/** How the candidates of a role are judged: by what its side says, or by the evaluator. */
function judgeOf(sought: Sought, taking: () => Taking, count: () => void): Judge {
  const { index, role, home, circumstances } = sought;
  const ask: Judge = (candidates, key) => {
    const memo = index.tables().memosOf(role, home, circumstances)(key);
    return judgeMembers(taking(), candidates, memo, count);
  };
  const reader = trustReaderOf(sought);
  if (!reader) return ask;
  const settling = { sought, reader, taking, count };
  return (candidates, key) => {
    if (candidates.own === 'asked') return ask(candidates, key);
    const { groups, left } = judgeSettled(settling, candidates);
    return left.length > 0
      ? [...groups, ...ask({ ...candidates, batches: left }, key)]
      : groups;
  };
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
