import { nameOfArn, parseArn } from '@/lib/core/arn';
import { sha256 } from '@/lib/core/sha256';
import { assumeStatement, sidPart } from './assume-policy';
import { actionsOf, conditionOf, type Guard, NO_GUARD } from './guards/guard';
import { throughS3 } from './key-use';
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

/** One action on one resource; S3 does it on behalf of whoever asks where it is through S3. */
export type MendedUse = { action: string; resource: string; isThroughS3: boolean };

const sumOf = (...texts: string[]): string => sha256(texts.join(' ')).slice(0, 8);

/** The condition that a key is used by way of S3 only, where it is S3 that asks for it. */
export function viaOf({ resource, isThroughS3 }: Omit<MendedUse, 'action'>) {
  const demands = isThroughS3 ? throughS3({ arn: resource, isOnlyThroughS3: true }) : [];
  return conditionOf(demands, NO_GUARD);
}

/** The caller's half of a use: this one action on this one resource. */
export const mendUseStatement = (use: MendedUse): RenderedStatement => ({
  Sid: `May${sidPart(use.action)}${sumOf(use.resource, String(use.isThroughS3))}`,
  Effect: 'Allow',
  Action: use.action,
  Resource: use.resource,
  ...viaOf(use),
});

/** Lets one user or role in, beside whatever else the policy of a bucket or a key says. */
export function mendLetInStatement(callerArn: string, use: MendedUse): RenderedStatement {
  const sum = sumOf(callerArn, use.resource, String(use.isThroughS3));
  return {
    Sid: `${callerPart(callerArn)}${sidPart(use.action)}${sum}`,
    Effect: 'Allow',
    Principal: { AWS: callerArn },
    Action: use.action,
    // A key policy is about its own key, whatever the key is called.
    Resource: use.resource.includes(':kms:') ? '*' : use.resource,
    ...viaOf(use),
  };
}

/**
 * Name of the inline policy that holds what one call takes, so that each comes and goes by
 * itself: `DrawbridgeMayUse-<bucket or id of the key>-<sum of the call>`.
 */
export function mendUsePolicyName({
  action,
  resource,
  isThroughS3,
}: Pick<MendedUse, 'action' | 'resource'> & { isThroughS3?: true | undefined }) {
  const { resource: path = '' } = parseArn(resource) ?? {};
  const [place = ''] = path.replace(/^key\//, '').split('/');
  const call = [action.toLowerCase(), resource, ...(isThroughS3 ? ['through S3'] : [])];
  return `DrawbridgeMayUse-${place}-${sumOf(...call)}`;
}
