import { nameOfArn, parseArn } from '@/lib/core/arn';
import { assumeStatement, sidPart } from './assume-policy';
import { actionsOf, conditionOf, type Guard } from './guards/guard';
import type { RenderedStatement } from './policy-text';

/** The caller as a part of a Sid: `RoleCiDeployOf111122223333`. */
function callerPart(arn: string): string {
  const { accountId = '', resource = '' } = parseArn(arn) ?? {};
  const kind = resource.startsWith('user/') ? 'User' : 'Role';
  return `${kind}${sidPart(nameOfArn(arn))}Of${accountId}`;
}

/** Lets one user or role in, beside whatever else the trust policy of a role says. */
export const mendTrustStatement = (
  callerArn: string,
  guard: Guard,
): RenderedStatement => ({
  Sid: `${callerPart(callerArn)}MayAssume`,
  Effect: 'Allow',
  Principal: { AWS: callerArn },
  Action: actionsOf('sts:AssumeRole', guard),
  ...conditionOf([], guard),
});

/** The caller's half: this one role. A name is of one role in each account only. */
export function mendAssumeStatement(roleArn: string, guard: Guard): RenderedStatement {
  const statement = assumeStatement(roleArn, guard);
  return { ...statement, Sid: `${statement.Sid}In${parseArn(roleArn)?.accountId}` };
}

/** Name of the inline policy that holds it: `DrawbridgeMayAssume-<role>-<account>`. */
export const mendPolicyName = (roleArn: string): string =>
  `DrawbridgeMayAssume-${nameOfArn(roleArn)}-${parseArn(roleArn)?.accountId}`;
