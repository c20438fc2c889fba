import { parseArn } from '@/lib/core/arn';

/**
 * The ARN a trust policy can name for a caller: the role behind a session, else the caller.
 * A session ARN carries no path, so `knownRoleArns` of the account settle it where they can.
 */
export function trustableArnOf(callerArn: string, knownRoleArns: string[]): string {
  const parts = parseArn(callerArn);
  const [kind, roleName] = parts?.resource.split('/') ?? [];
  if (!parts || kind !== 'assumed-role' || !roleName) return callerArn;
  const whole = knownRoleArns.find((arn) => arn.endsWith(`/${roleName}`));
  return whole ?? `arn:${parts.partition}:iam::${parts.accountId}:role/${roleName}`;
}

/**
 * Trust policy of a spoke role: our hub alone, with this account's external ID. The hub may
 * also say on whose behalf it comes, for CloudTrail.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html
 */
export function spokeTrust(hubArn: string, externalId: string): string {
  const Principal = { AWS: hubArn };
  const document = {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'HubOnly',
        Effect: 'Allow',
        Principal,
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'sts:ExternalId': externalId } },
      },
      {
        Sid: 'Who',
        Effect: 'Allow',
        Principal,
        Action: 'sts:SetSourceIdentity',
        Condition: { StringLike: { 'sts:SourceIdentity': 'db-*' } },
      },
    ],
  };
  return JSON.stringify(document, null, 2);
}
