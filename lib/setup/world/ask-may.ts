import type { Answer } from '@/lib/iam/answer';
import { evaluate } from '@/lib/iam/evaluate/evaluate';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import { parsePolicy } from '@/lib/iam/parse/parse-policy';
import type { RoleMay } from '../recipes/role-may';
import { askBucket, promisedActions } from './ask';

const ASKED_MAX = 5;

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
  return questionsOf(policy).map(({ action, resource }) =>
    evaluate(facts, {
      action,
      resource,
      principal: { AWS: roleArn },
      context: { 'aws:SecureTransport': 'true' },
      unknownKeys: 'assume-unknown',
    }),
  );
}

/** Single questions that a policy's own words make: actions that it names whole. */
function questionsOf(policy: string): { action: string; resource: string }[] {
  return parsePolicy(policy, 'identity')
    .statements.filter(
      ({ effect, action, resource }) =>
        effect === 'Allow' && !action.isNegated && resource && !resource.isNegated,
    )
    .flatMap(({ action, resource }) => {
      const raw = resource?.patterns[0]?.raw ?? '*';
      return action.patterns
        .filter(({ text }) => !/[*?]/.test(text))
        .map(({ text }) => ({
          action: text,
          resource: raw === '*' ? raw : raw.replace(/[*?]/g, 'x'),
        }));
    })
    .slice(0, ASKED_MAX);
}
