import type { Requirement } from '../answer';
import { type Caller, findCaller } from '../evaluate/caller';
import { decideQuestion } from '../evaluate/decide-question';
import type { WorldFacts } from '../facts/world-facts';
import { matchPrincipal } from '../match/match-principal';
import { rememberPolicy } from '../parse/remember-policy';
import type { Principal, Question } from '../question';
import type { RoleDetail } from '../world';

/** A role that one principal can take, at once. */
export type Edge = {
  role: string;
  /** Name the session has to carry for a later hop; null when any will do. */
  sessionName: string | null;
  decision: 'allow' | 'conditional';
  conditionKeys: string[];
  requires: Requirement[];
};

export type ReachQuestion = Pick<Question, 'context' | 'unknownKeys'> & {
  from: Principal;
  absentKeys?: string[];
  maxHops?: number;
};

/** Every role of the world that a principal can take, once for each session name of interest. */
export function edgesFrom(
  world: WorldFacts,
  principal: Principal,
  namesOf: (role: RoleDetail) => (string | null)[],
  question: ReachQuestion,
): Edge[] {
  const caller = findCaller(world, principal);
  const action = actionFor(principal);
  const roles = [...world.accounts.values()].flatMap(({ rolesByArn }) => [
    ...rolesByArn.values(),
  ]);
  return roles
    .filter((role) => mayBeTrusted(role, caller))
    .flatMap((role) =>
      namesOf(role).map((sessionName) =>
        judgeEdge(world, { principal, action, role, sessionName }, question),
      ),
    )
    .filter((edge) => edge !== null);
}

type Try = {
  principal: Principal;
  action: string;
  role: RoleDetail;
  sessionName: string | null;
};

function judgeEdge(
  world: WorldFacts,
  { principal, action, role, sessionName }: Try,
  { context, unknownKeys, absentKeys = [] }: ReachQuestion,
): Edge | null {
  const verdict = decideQuestion(world, {
    action,
    principal,
    resource: role.Arn,
    context,
    unknownKeys,
    absentKeys,
    ...(sessionName === null ? {} : { params: { RoleSessionName: sessionName } }),
  });
  const { decision, conditionKeys, requires } = verdict;
  if (decision === 'deny') return null;
  return { role: role.Arn, sessionName, decision, conditionKeys, requires };
}

/** Users and roles assume, tokens and SAML sign-ins have actions of their own. */
function actionFor(principal: Principal): string {
  if (principal === '*' || !('Federated' in principal)) return 'sts:AssumeRole';
  return principal.Federated.includes(':saml-provider/')
    ? 'sts:AssumeRoleWithSAML'
    : 'sts:AssumeRoleWithWebIdentity';
}

/** Cheap: whether any statement of the trust policy names the caller at all. */
function mayBeTrusted(role: RoleDetail, caller: Caller): boolean {
  const partition = role.Arn.split(':')[1] ?? 'aws';
  return rememberPolicy(role.AssumeRolePolicyDocument, 'trust').statements.some(
    ({ effect, principal }) =>
      effect === 'Allow' &&
      principal !== null &&
      matchPrincipal(principal, caller, partition) !== 'none',
  );
}
