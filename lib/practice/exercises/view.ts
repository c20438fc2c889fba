import { parseArn } from '@/lib/core/arn';
import type { Answer } from '@/lib/iam/answer';
import { evaluate } from '@/lib/iam/evaluate/evaluate';
import {
  type AssumeParams,
  actionOf,
  type ContextValue,
  type Principal,
  type Question,
} from '@/lib/iam/question';
import { factsOf } from '../authorize/facts';
import { roleAtArn } from '../world/at-arn';
import type { LiveWorld } from '../world/live-world';
import type { StoredRole } from '../world/types';

type Given = { params?: AssumeParams; context?: Record<string, ContextValue> };

/** What a check can ask of a world: the policy engine's verdicts, and what stands there. */
export type View = {
  /** The answer when the request carries just what is given. */
  takes(from: Principal, roleArn: string, given?: Given): Answer;
  /** The answer when the request may carry anything: `deny` = by no means. */
  couldTake(from: Principal, roleArn: string): Answer;
  does(from: string, action: string, resource: string, given?: Given): Answer;
  role(arn: string): StoredRole | null;
};

/** Somebody in an account that has nothing to do with the organisation. */
export const STRANGER = {
  AWS: 'arn:aws:iam::808080808080:user/stranger',
} satisfies Principal;

export function viewOf(live: LiveWorld): View {
  const facts = factsOf(live);
  const ask = (question: Omit<Question, 'context' | 'unknownKeys'>, given: Given) =>
    evaluate(facts, {
      ...question,
      ...(given.params && { params: given.params }),
      context: given.context ?? {},
      unknownKeys: 'assume-absent',
    });
  return {
    takes: (principal, resource, given = {}) =>
      ask({ action: actionOf(principal), principal, resource }, given),
    couldTake: (principal, resource) =>
      evaluate(facts, {
        action: actionOf(principal),
        principal,
        resource,
        context: {},
        unknownKeys: 'assume-unknown',
      }),
    does: (from, action, resource, given = {}) =>
      ask({ action, principal: { AWS: from }, resource }, given),
    role(arn) {
      const account = live.state.accounts.get(parseArn(arn)?.accountId ?? '');
      return account ? roleAtArn(account, arn) : null;
    },
  };
}
