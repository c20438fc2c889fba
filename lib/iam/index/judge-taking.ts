import type { Caller } from '../evaluate/caller';
import { gatherRcp, joinRequest, type Request } from '../evaluate/request';
import { findRoleTarget, type Target } from '../evaluate/target';
import type { WorldFacts } from '../facts/world-facts';
import type { CallerPolicies } from '../gather/caller-policies';
import type { LevelShelf } from '../gather/organization-shelves';
import { matchAction } from '../match/match-action';
import { hasEffect, type ParsedStatement } from '../parse/policy';
import type { Principal, Question } from '../question';
import {
  ASSUME_ROLE,
  type CompiledShelf,
  compileShelf,
  coversEveryResource,
} from './compiled-policies';
import type { CompiledRole } from './judge-pair';
import { type RoleRange, rangeOf } from './role-range';

/** What a question about taking roles says beside caller and role. */
export type Circumstances = Pick<Question, 'context' | 'unknownKeys'> & {
  absentKeys?: string[];
};

/** Only the moment of asking can tell: every condition that is not about who asks stays open. */
export const OPEN: Circumstances = { context: {}, unknownKeys: 'assume-unknown' };

/** A role that may be taken, with all that bears on it whoever asks. */
export type Taking = {
  world: WorldFacts;
  target: Target;
  rcp: LevelShelf[] | null;
  compiled: CompiledRole;
  circumstances: Circumstances;
};

/** Who may take it, with all that goes with the caller whatever it asks for. */
export type Taker = {
  principal: Principal;
  caller: Caller;
  policies: CallerPolicies;
  action: string;
  /** Name the session shall have; null when any will do. */
  sessionName?: string | null;
};

/** The resource control policies over the roles of an account. */
export type RoleRcp = Pick<Taking, 'rcp'> & {
  compiled: CompiledShelf[];
  /** Their denials that bear on every role, and the roles that any other may bear on. */
  denials: ParsedStatement[];
  otherwise: RoleRange;
};

export function rcpOf(world: WorldFacts, accountId: string | null): RoleRcp {
  const rcp = gatherRcp(world, { accountId });
  const compiled = (rcp ?? []).map(compileShelf);
  const denies = compiled.flatMap((level) => level.denies);
  const others = denies.filter((one) => !coversEveryResource(one));
  const isUnread = compiled.some(({ unread }) => unread.length > 0);
  const otherwise = rangeOf(others, isUnread);
  const denials = denies.filter(coversEveryResource);
  return { rcp, compiled, denials, otherwise };
}

export function takingOf(
  world: WorldFacts,
  roleArn: string,
  circumstances: Circumstances,
  rcpOver: (accountId: string | null) => RoleRcp,
): Taking {
  const target = findRoleTarget(world, roleArn);
  const { rcp, compiled: levels } = rcpOver(target.accountId);
  const trust = (target.policy?.policy.statements ?? []).filter(
    (statement) => hasEffect(statement) && matchAction(statement.action, ASSUME_ROLE),
  );
  const compiled = { trust, rcp: levels };
  return { world, target, rcp, compiled, circumstances };
}

/** The request to take a role, without gathering again what many requests share. */
export function requestOf(
  { world, target, rcp, circumstances }: Taking,
  { principal, caller, policies, action, sessionName = null }: Taker,
): Request {
  const question: Question = {
    action,
    principal,
    resource: target.arn,
    ...circumstances,
    ...(sessionName === null ? {} : { params: { RoleSessionName: sessionName } }),
  };
  return joinRequest({ world, question, caller, target, callerPolicies: policies, rcp });
}
