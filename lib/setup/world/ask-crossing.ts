import type { Answer } from '@/lib/iam/answer';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import { actionsFor } from '../guards/guard-of';
import { type RoleRequest, roleArnOf } from '../recipes/role-request';
import { askAssume } from './ask';

/**
 * Everything that callers need to become the role, the main thing first: guards may ask for
 * passing tags and for setting a source identity beside it.
 */
export function askCrossing(
  facts: WorldFacts,
  callers: string[],
  request: Pick<
    RoleRequest,
    'guards' | 'partition' | 'trustingAccountId' | 'roleName' | 'path'
  >,
): Answer[] {
  const roleArn = roleArnOf(request);
  return ['sts:AssumeRole', ...actionsFor(request.guards)].flatMap((action) =>
    callers.map((arn) => askAssume(facts, arn, roleArn, { context: {} }, action)),
  );
}
