import { needsOf } from '@/lib/iam/doctor/needs';
import { evaluate } from '@/lib/iam/evaluate/evaluate';
import type { Asked } from './asked';

/** What a call on an object asks of its bucket's key by way of S3, where it is refused. */
export function keyAsked({ request, world }: Pick<Asked, 'request' | 'world'>): Asked[] {
  const [, ...onKey] = needsOf(world.facts, request);
  return onKey
    .map(({ action, resource, context }): Asked => {
      const ofKey = { principal: request.principal, action, resource };
      const question = { ...ofKey, context, unknownKeys: 'assume-unknown' } as const;
      const answer = evaluate(world.facts, question);
      return { request: ofKey, world, answer, isThroughS3: true };
    })
    .filter(({ answer }) => answer.decision === 'deny');
}
