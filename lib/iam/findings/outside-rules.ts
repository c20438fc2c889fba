import type { ParsedStatement } from '../parse/policy';
import { finding } from './finding';
import { conditionsOn, isGuardedBy, isLimited, isStrict } from './guards';
import { isAdministrator } from './permissions';
import { covers, type TrustRule, thirdPartiesOf } from './trust-context';

const isAssumeAllow = (statement: ParsedStatement): boolean =>
  statement.effect === 'Allow' && covers(statement, 'sts:AssumeRole');

export const trustPublic: TrustRule = ({ role }, statement) =>
  isAssumeAllow(statement) && statement.principal?.isEveryone && !isLimited(statement)
    ? [
        finding(
          'trust-public',
          role.Arn,
          'Anyone with an AWS account can take this role: name the principals instead of "*".',
        ),
      ]
    : [];

/** A vendor without an external id can be tricked into using the role for somebody else. */
export const thirdPartyWithoutExternalId: TrustRule = (context, statement) => {
  const [stranger] = isAssumeAllow(statement) ? thirdPartiesOf(context, statement) : [];
  const hasExternalId = conditionsOn(statement, 'sts:ExternalId').length > 0;
  const isOrganizationOnly = isGuardedBy(
    statement,
    'aws:PrincipalOrgID',
    'aws:PrincipalOrgPaths',
  );
  if (!stranger || hasExternalId || isOrganizationOnly) return [];
  return [
    finding(
      'trust-third-party-no-external-id',
      context.role.Arn,
      `Account ${stranger} is outside your organization: ask it for an external id and demand it.`,
    ),
  ];
};

export const externalIdBypass: TrustRule = ({ role }, statement) => {
  const asked = isAssumeAllow(statement) ? conditionsOn(statement, 'sts:ExternalId') : [];
  if (asked.length === 0 || asked.some(isStrict)) return [];
  return [
    finding(
      'external-id-bypass',
      role.Arn,
      'A caller who leaves the external id out gets in: demand it with StringEquals.',
    ),
  ];
};

export const adminRoleExternalTrust: TrustRule = (context, statement) => {
  if (!isAssumeAllow(statement)) return [];
  const isOpen = statement.principal?.isEveryone === true && !isLimited(statement);
  const isOutside = isOpen || thirdPartiesOf(context, statement).length > 0;
  if (!isOutside || !isAdministrator(context)) return [];
  return [
    finding(
      'admin-role-external-trust',
      context.role.Arn,
      'Somebody outside your organization can take a role that may do everything: give it a narrower one.',
    ),
  ];
};
