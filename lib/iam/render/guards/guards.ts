import type { Demand, Guard, GuardOperator } from './guard';

const demanding = (
  operator: GuardOperator,
  key: Demand['key'],
  values: string[],
): Guard => ({ demands: [{ operator, key, values }], actions: [] });

/**
 * The caller has given an MFA code. By `Bool`: a session that carries no such key is then
 * refused, where `BoolIfExists` would let it pass.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html
 */
export const requireMfa = (): Guard =>
  demanding('Bool', 'aws:MultiFactorAuthPresent', ['true']);

/** The MFA code was given less than so many seconds ago. */
export const requireRecentMfa = (maxAgeSeconds: number): Guard =>
  demanding('NumericLessThan', 'aws:MultiFactorAuthAge', [String(maxAgeSeconds)]);

/**
 * The caller names this external ID. It tells customers of one vendor apart and is no secret.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html
 */
export const requireExternalId = (externalId: string): Guard =>
  demanding('StringEquals', 'sts:ExternalId', [externalId]);

/** The caller's account belongs to one of these organizations. */
export const requireOrganization = (organizationIds: string[]): Guard =>
  demanding('StringEquals', 'aws:PrincipalOrgID', organizationIds);

/**
 * The caller has these tags, its own or those of its session, each with one of its values; an
 * empty list stands for any value.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principaltag
 */
export const requirePrincipalTags = (tags: Record<string, string[]>): Guard => ({
  demands: Object.entries(tags).map(([tag, values]) =>
    demandTag(`aws:PrincipalTag/${tag}`, values),
  ),
  actions: [],
});

/** The request comes from one of these addresses or ranges. */
export const requireSourceIp = (ranges: string[]): Guard =>
  demanding('IpAddress', 'aws:SourceIp', ranges);

/** The request comes through an endpoint in one of these VPCs. */
export const requireVpc = (vpcIds: string[]): Guard =>
  demanding('StringEquals', 'aws:SourceVpc', vpcIds);

/** The request comes through one of these VPC endpoints. */
export const requireVpcEndpoint = (endpointIds: string[]): Guard =>
  demanding('StringEquals', 'aws:SourceVpce', endpointIds);

/** The access ends at this moment, as AWS writes it: `2027-01-31T00:00:00Z`. */
export const requireBefore = (endsAt: string): Guard =>
  demanding('DateLessThan', 'aws:CurrentTime', [endsAt]);

/** The session has one of these names; `*` and `?` act, and so do policy variables. */
export const requireSessionName = (patterns: string[]): Guard =>
  demanding('StringLike', 'sts:RoleSessionName', patterns);

/** The request is encrypted on its way. */
export const requireTls = (): Guard => demanding('Bool', 'aws:SecureTransport', ['true']);

/**
 * The caller sets a source identity of one of these forms; it stays on the session down the
 * chain.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
 */
export const requireSourceIdentity = (patterns: string[]): Guard => ({
  ...demanding('StringLike', 'sts:SourceIdentity', patterns),
  actions: ['sts:SetSourceIdentity'],
});

/**
 * The caller passes these session tags, each with one of its values (an empty list: any value),
 * and no others: tags that nobody asked for could open doors elsewhere.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
 */
export const requireSessionTags = (tags: Record<string, string[]>): Guard => ({
  demands: [
    ...Object.entries(tags).map(([tag, values]) =>
      demandTag(`aws:RequestTag/${tag}`, values),
    ),
    {
      operator: 'ForAllValues:StringEquals',
      key: 'aws:TagKeys',
      values: Object.keys(tags),
    },
  ],
  actions: ['sts:TagSession'],
});

function demandTag(key: Demand['key'], values: string[]): Demand {
  const isAny = values.length === 0;
  return {
    operator: isAny ? 'StringLike' : 'StringEquals',
    key,
    values: isAny ? ['*'] : values,
  };
}

/** What S3 does not pass on: from where the caller called, and how it signed in. */
const NOT_PASSED_ON: readonly Demand['key'][] = [
  'aws:MultiFactorAuthAge',
  'aws:MultiFactorAuthPresent',
  'aws:SecureTransport',
  'aws:SourceIp',
  'aws:SourceVpc',
  'aws:SourceVpce',
];

/**
 * What is left of a guard for calls that a service makes for the caller, as S3 does for the key
 * of a bucket: they come from AWS's own network, with the caller's identity.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_forward_access_sessions.html
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/conditions-aws.html
 */
export const onBehalf = ({ demands, actions }: Guard): Guard => ({
  demands: demands.filter(({ key }) => !NOT_PASSED_ON.includes(key)),
  actions,
});
