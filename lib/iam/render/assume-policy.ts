import { nameOfArn } from '@/lib/core/arn';
import { actionsOf, type Guard, NO_GUARD } from './guards/guard';
import { policyOf, type RenderedPolicy, type RenderedStatement } from './policy-text';

/** Name of the inline policy on the trusted side: `AllowAssume-<role>`. */
export const assumePolicyName = (roleName: string): string => `AllowAssume-${roleName}`;

/**
 * The statement of the trusted half: this one role, by its exact ARN. A guard that makes the
 * caller set tags or a source identity needs the right to do so here as well.
 */
export const assumeStatement = (
  roleArn: string,
  guard: Guard = NO_GUARD,
): RenderedStatement => ({
  Sid: `Assume${sidPart(nameOfArn(roleArn))}`,
  Effect: 'Allow',
  Action: actionsOf('sts:AssumeRole', guard),
  Resource: roleArn,
});

/**
 * Identity policy that lets its holder ask for a role. It opens nothing by itself: the role's
 * trust policy has to name the holder too.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_permissions-to-switch.html
 */
export const renderAssumePolicy = (
  roleArn: string,
  guard: Guard = NO_GUARD,
): RenderedPolicy => policyOf(assumeStatement(roleArn, guard));

/** A Sid of an identity policy takes letters and digits only: `x-log-writer` → `XLogWriter`. */
export function sidPart(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter(Boolean);
  return words.map((word) => `${word[0]?.toUpperCase()}${word.slice(1)}`).join('');
}
