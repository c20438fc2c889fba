import type { LockView } from '@/lib/core/views';
import type { Answer } from '@/lib/iam/answer';
import { evaluate } from '@/lib/iam/evaluate/evaluate';
import { sayReason } from '@/lib/iam/explain/say-reason';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import { actionOf, type Question } from '@/lib/iam/question';
import { actionsFor } from './guards/guard-of';
import { judgeRole, judgeWorst, type RoleVerdictView } from './judge-role';
import { judgeUse } from './judge-use';
import type {
  KeylessCall,
  KeylessCaller,
  KeylessRequest,
} from './recipes/keyless-request';
import { roleArnOf } from './recipes/role-request';
import { bridgeOf } from './say/bridge';
import { placeOf, type Sides } from './say/names';

/** Asks the engine whether the caller gets the role the right way, and what the role may then do. */
export function judgeKeyless(
  facts: WorldFacts,
  request: KeylessRequest,
  sides: Sides,
  deed: string,
): RoleVerdictView {
  const { caller, roleName, share } = request;
  const roleArn = roleArnOf(request);
  const { right, also } = caller;
  const actions = [actionOf(caller.principal), ...actionsFor(request.guards)];
  const answers = [right, ...also].flatMap((call) =>
    actions.map((action) => askKeyless(facts, roleArn, caller, call, { action })),
  );
  const crossing = judgeWorst(answers);
  const { use, last } = judgeUse(facts, request, request);
  const verdict = judgeRole(
    { crossing, use },
    {
      roleName,
      caller: caller.door.label,
      subject: caller.subject,
      deed,
      first: doorLock(caller, crossing.answer),
      last,
    },
  );
  const place = share ? placeOf(share) : roleName;
  const bridge = bridgeOf(request, place, sides, verdict);
  return { ...verdict, bridge: { ...bridge, left: caller.bank } };
}

/** May the caller take the role, in this way? What the call does not carry is known to be absent. */
export const askKeyless = (
  facts: WorldFacts,
  roleArn: string,
  { principal, right, also, wrong }: KeylessCaller,
  { context }: KeylessCall,
  known: Partial<Pick<Question, 'action' | 'context' | 'absentKeys'>> = {},
): Answer =>
  evaluate(facts, {
    action: known.action ?? actionOf(principal),
    principal,
    resource: roleArn,
    context: { ...known.context, ...context },
    absentKeys: [right, ...also, ...wrong]
      .flatMap((call) => Object.keys(call.context))
      .filter((key) => !(key in context))
      .concat(known.absentKeys ?? []),
    unknownKeys: 'assume-unknown',
  });

/** Whoever has no policies has no lock of their own: what has to be open is the way in. */
export function doorLock({ door }: KeylessCaller, answer: Answer | null): LockView {
  const lock = { number: 1, label: door.label };
  if (answer && /provider-missing|audience-not-registered/.test(answer.reason))
    return { ...lock, state: 'closed', sentence: sayReason(answer.reason) };
  if (answer?.requires.some(({ kind }) => kind === 'identity-provider'))
    return {
      ...lock,
      state: 'untested',
      sentence: 'The providers of the account were not read.',
    };
  return { ...lock, state: 'open', sentence: door.open };
}
