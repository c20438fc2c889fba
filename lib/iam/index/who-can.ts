import { once } from '@/lib/core/once';
import { findCaller } from '../evaluate/caller';
import { judgeRequest } from '../evaluate/combine';
import { decideRequest, type Verdict } from '../evaluate/decide-question';
import { gatherCallerPolicies } from '../gather/caller-policies';
import { actionOf } from '../question';
import { candidatesOf, type Sought, soughtRole } from './candidates';
import type { EstateIndex } from './estate-index';
import { type Group, judgeMembers } from './judge-members';
import { type Circumstances, requestOf, type Taking } from './judge-taking';

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
  const taking = once(() => index.tables().takingOf(sought.role, circumstances));
  let evaluations = 0;
  const count = () => {
    evaluations += 1;
  };
  const memos = once(() =>
    index.tables().memosOf(sought.role, sought.home, circumstances),
  );
  const groups = [...candidatesOf(sought)].flatMap(([key, candidates]) =>
    judgeMembers(taking(), candidates, memos()(key), count),
  );
  return {
    groups,
    outsiders: () => judgeOutsiders(sought, taking()),
    notCollected: () => notCollectedOf(sought),
    evaluations,
  };
}

function outsidersOf({ profile }: Sought): Outsider['principal'][] {
  const { services, federated } = profile;
  return [
    ...[...services].map((Service) => ({ Service })),
    ...[...federated].map((Federated) => ({ Federated })),
  ];
}

function judgeOutsiders(sought: Sought, taking: Taking): Outsider[] {
  const all = outsidersOf(sought).map((principal) => {
    const caller = findCaller(taking.world, principal);
    const policies = gatherCallerPolicies(taking.world, caller);
    const action = actionOf(principal);
    const request = requestOf(taking, { principal, caller, policies, action });
    return { principal, verdict: decideRequest(request, judgeRequest(request)) };
  });
  return all.filter(({ verdict }) => verdict.decision !== 'deny');
}

function notCollectedOf({ index, profile }: Sought): string[] {
  const { open, accounts, namesLetIn } = profile;
  const strangers = [...accounts, ...namesLetIn].filter((entry) => {
    const accountId = entry.startsWith('arn:') ? (entry.split(':')[4] ?? '') : entry;
    return /^\d{12}$/.test(accountId) && !index.accounts.has(accountId);
  });
  return [...(open.length > 0 ? ['*'] : []), ...strangers];
}
