import type { PolicyDescriptorType } from '@aws-sdk/client-sts';
import type { AssumeParams } from '@/lib/iam/question';
import type { Occasion } from '../operation';
import { AwsError } from '../wire/aws-error';
import type { Federation } from '../world/session-types';
import { checkMaxDuration, findRole, openSession } from './open-session';
import { checkTransitive, sessionPolicies, sessionPolicyArns } from './session-input';
import type { SessionClaims } from './token-claims';

type Input = {
  RoleArn: string;
  Policy?: string;
  PolicyArns?: readonly PolicyDescriptorType[];
};

type Vouched = {
  sessionName: string;
  seconds: number;
  carried: SessionClaims;
  federation: Federation;
};

/** What the session passes on, as the trust policy may ask for it. */
export const federatedParams = (
  sessionName: string,
  { tags, transitiveTagKeys, sourceIdentity }: SessionClaims,
): AssumeParams => ({
  RoleSessionName: sessionName,
  ...(Object.keys(tags).length > 0 && { Tags: tags }),
  ...(transitiveTagKeys.length > 0 && { TransitiveTagKeys: transitiveTagKeys }),
  ...(sourceIdentity !== null && { SourceIdentity: sourceIdentity }),
});

/** Opens the session of a caller for whom an identity provider vouched and the trust spoke. */
export function federatedSession(at: Occasion, input: Input, vouched: Vouched) {
  const found = findRole(at, input.RoleArn);
  if (!found)
    throw new AwsError(
      'AccessDenied',
      `Not authorized to perform sts:${at.operation}`,
      403,
    );
  const { account, role } = found;
  const { carried, federation, seconds, sessionName } = vouched;
  checkMaxDuration(role, seconds);
  checkTransitive(carried.transitiveTagKeys, carried.tags);
  const session = {
    roleId: role.id,
    sessionName,
    policies: sessionPolicies(input.Policy),
    policyArns: sessionPolicyArns(account, input.PolicyArns),
    ...carried,
    isChained: false,
    federation,
  };
  return openSession(at, account, role, { session, seconds });
}
