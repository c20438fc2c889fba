import { findPolicyDocument, type WorldFacts } from '@/lib/iam/facts/world-facts';
import type { PolicyDocument } from '@/lib/iam/world';
import { deckOfAnswer, judgeWorst } from '../judge-role';
import type { PeopleRequest } from '../recipes/people-request';
import type { RoleMay } from '../recipes/role-may';
import type { CrossingRequest } from '../recipes/role-request';
import type { BucketShare } from '../recipes/share-request';
import type { ProofCheckView } from '../schema';
import { askKey, keyActionsOf } from '../world/ask-key';
import { askOne, questionsOf } from '../world/ask-may';
import { bucketChecks, knownOf } from './bucket-checks';
import type { Caller } from './call-check';
import { cleanUp } from './clean-up';
import { checkOf, evaluated } from './observe';
import type { BucketTrial, Made, Trial } from './prove-deps';

/**
 * What may then be done, a line for each action: real calls on a bucket where keys are to be had,
 * and the engine's word for everything else.
 */
export async function tryUse(
  trial: Trial,
  facts: WorldFacts,
  caller: Caller,
): Promise<Made> {
  const may = mayOf(trial.request, facts);
  if (!may.share)
    return { checks: policyChecks(trial, facts, may.policies), remaining: [] };
  const bench = { ...trial, request: { ...trial.request, ...may.share } };
  const { checks, left } = await bucketChecks(bench, caller, facts);
  const onKey = caller.credentials ? [] : keyChecks(bench, facts, caller);
  return { checks: [...checks, ...onKey], remaining: await cleanUp(bench, left) };
}

type May = { share: BucketShare | null; policies: PolicyDocument[] };

type AnyRequest = CrossingRequest &
  Partial<BucketShare & RoleMay & Pick<PeopleRequest, 'managed' | 'policy'>>;

/** What a request lets its caller do, whichever recipe it is of. */
function mayOf(request: AnyRequest, facts: WorldFacts): May {
  if (request.bucket !== undefined)
    return { share: request as BucketShare, policies: [] }; // a bucket comes with the rest of its share
  const { share = null, managed = [], policy = null, trustingAccountId } = request;
  const home = facts.accounts.get(trustingAccountId);
  const attached = managed.flatMap(
    (arn) => findPolicyDocument(facts, home, arn)?.document ?? [],
  );
  return { share, policies: policy === null ? attached : [...attached, policy] };
}

/** Of what policies allow the first few things stand for all. */
const LINES_MAX = 8;

/** What policies let a role do is many things, and none of them is done for a test. */
function policyChecks(
  { plan }: Trial,
  facts: WorldFacts,
  policies: PolicyDocument[],
): ProofCheckView[] {
  const { roleArn, roleName } = plan.body;
  return policies
    .flatMap(questionsOf)
    .slice(0, LINES_MAX)
    .map((question, index) => {
      const deck = deckOfAnswer(askOne(facts, roleArn, question));
      const sentence = `${roleName} does ${question.action} on ${question.resource}`;
      const asked = { id: `may-${index + 1}`, sentence, expected: 'works' } as const;
      return checkOf(asked, evaluated('nothing is done with its policies', deck));
    });
}

/** The key of the bucket, which real calls would show by themselves. */
function keyChecks(
  { request, plan }: BucketTrial,
  facts: WorldFacts,
  caller: Caller,
): ProofCheckView[] {
  const { roleArn, roleName } = plan.body;
  if (!request.keyArn) return [];
  return keyActionsOf(request).map((action) => {
    const answers = askKey(facts, roleArn, request, [action], knownOf(caller));
    const sentence = `${roleName} has S3 use the key of ${request.bucket}: ${action}`;
    const asked = { id: action, sentence, expected: 'works' } as const;
    return checkOf(asked, evaluated(caller.whyNot, judgeWorst(answers).deck));
  });
}
