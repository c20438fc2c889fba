import type { Answer } from '@/lib/iam/answer';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import { findPolicyDocument } from '@/lib/iam/facts/world-facts';
import { type Judged, judgeRole, judgeWorst, type RoleVerdictView } from './judge-role';
import { callersOf, judgeCrossing } from './judge-share';
import type { PeopleRequest } from './recipes/people-request';
import { type RoleRequest, roleArnOf } from './recipes/role-request';
import { bridgeOf } from './say/bridge';
import { type Sides, subjectOf } from './say/names';
import { askCrossing } from './world/ask-crossing';
import { askPolicy } from './world/ask-may';

type PolicyRequest = RoleRequest & Pick<PeopleRequest, 'managed' | 'policy'>;

/** Asks the engine whether the people can become the role, and whether its policies then work. */
export function judgePeople(
  facts: WorldFacts,
  request: PolicyRequest,
  sides: Sides,
  deed: string,
  judge: ((answers: Answer[]) => Judged) | null = null,
): RoleVerdictView {
  const { roleName } = request;
  const verdict = judgeRole(
    {
      crossing: judge
        ? judge(askCrossing(facts, callersOf(facts, request), request))
        : judgeCrossing(facts, request),
      use: judgePolicies(facts, request),
    },
    {
      roleName,
      caller: `policies of ${sides.who}`,
      subject: subjectOf(request, sides),
      deed,
    },
  );
  return { ...verdict, bridge: bridgeOf(request, roleName, sides, verdict) };
}

/** Asks the engine whether the policies of the role work, whoever may become it. */
export function judgePolicies(facts: WorldFacts, request: PolicyRequest): Judged {
  const roleArn = roleArnOf(request);
  const { managed, policy, trustingAccountId } = request;
  const home = facts.accounts.get(trustingAccountId);
  const attached = managed.map((arn) => findPolicyDocument(facts, home, arn)?.document);
  const documents = policy === null ? attached : [...attached, policy];
  const known = judgeWorst(
    documents.flatMap((document) =>
      document === undefined ? [] : askPolicy(facts, roleArn, document),
    ),
  );
  // Of a policy that was not read nobody knows whether it works; another's refusal stays one.
  const isOpen = documents.includes(undefined) && known.deck !== 'denied';
  return isOpen ? judgeWorst([]) : known;
}
