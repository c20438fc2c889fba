import type { Answer } from '@/lib/iam/answer';
import { evaluate } from '@/lib/iam/evaluate/evaluate';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import { rememberPolicy } from '@/lib/iam/parse/remember-policy';
import type { PolicyDocument } from '@/lib/iam/world';
import type { RoleMay } from '../recipes/role-may';
import { askBucket, promisedActions } from './ask';

const ASKED_MAX = 5;
/** Stands for every action where a policy names them all. */
const ANY_ACTION = 'iam:ListRoles';

/** May the role do what it was made for? One answer for each single thing. */
export function askMay(
  facts: WorldFacts,
  roleArn: string,
  { share, policy }: RoleMay,
): Answer[] {
  if (share)
    return promisedActions(share).map((action) =>
      askBucket(facts, roleArn, share, action),
    );
  return askPolicy(facts, roleArn, policy);
}

/** The same of one policy that the role has, whatever the others say. */
export const askPolicy = (
  facts: WorldFacts,
  roleArn: string,
  policy: PolicyDocument,
): Answer[] => questionsOf(policy).map((question) => askOne(facts, roleArn, question));

export const askOne = (
  facts: WorldFacts,
  roleArn: string,
  { action, resource }: PolicyQuestion,
): Answer =>
  evaluate(facts, {
    action,
    resource,
    principal: { AWS: roleArn },
    context: { 'aws:SecureTransport': 'true' },
    unknownKeys: 'assume-unknown',
  });

type PolicyQuestion = { action: string; resource: string };

/** Single questions that a policy's own words make, those that it names whole first. */
export function questionsOf(policy: PolicyDocument): PolicyQuestion[] {
  const questions = rememberPolicy(policy, 'identity')
    .statements.filter(
      ({ effect, action, resource }) =>
        effect === 'Allow' && !action.isNegated && resource && !resource.isNegated,
    )
    .flatMap(({ action, resource }) => {
      const place = resource?.patterns[0]?.raw ?? '*';
      return action.patterns.map(({ raw: name }) => ({
        isWhole: !/[*?]/.test(name),
        action: name === '*' ? ANY_ACTION : name.replace(/[*?]/g, 'x'),
        resource: place === '*' ? place : place.replace(/[*?]/g, 'x'),
      }));
    });
  return [
    ...questions.filter(({ isWhole }) => isWhole),
    ...questions.filter(({ isWhole }) => !isWhole),
  ].slice(0, ASKED_MAX);
}
