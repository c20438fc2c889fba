import { actionsOf, conditionOf, type Guard, type OwnDemand } from './guards/guard';
import { policyOf, type RenderedPolicy } from './policy-text';

type ServiceSources = {
  /** Accounts for which the service may act; empty: it does not say for whom. */
  accountIds: string[];
  /** Resources for which it may act, with `*` where needed; empty: any of those accounts. */
  arns: string[];
};

type ServiceTrust = {
  /** Name of the service as a principal, `lambda.amazonaws.com`. */
  service: string;
  sources: ServiceSources;
  /** What the service needs beside taking the role: EKS Pod Identity passes session tags. */
  furtherActions: ('sts:SetContext' | 'sts:TagSession')[];
  guard: Guard;
};

/**
 * Trust policy for an AWS service. A service acts for many customers; where it says for whom,
 * the sources keep a stranger from making it use this role.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export const renderServiceTrust = (
  { service, sources, furtherActions, guard }: ServiceTrust,
  sid = 'ServiceMayAssume',
): RenderedPolicy =>
  policyOf({
    Sid: sid,
    Effect: 'Allow',
    Principal: { Service: service },
    Action: actionsOf('sts:AssumeRole', guard, furtherActions),
    ...conditionOf(demandsOf(sources), guard),
  });

const demandsOf = ({ accountIds, arns }: ServiceSources): OwnDemand[] => {
  const demands: OwnDemand[] = [
    { operator: 'StringEquals', key: 'aws:SourceAccount', values: accountIds },
    { operator: 'ArnLike', key: 'aws:SourceArn', values: arns },
  ];
  return demands.filter(({ values }) => values.length > 0);
};

type AccountAccess = {
  /** The account of the role and of the application. */
  accountId: string;
  /** The access manager's application: `arn:…:account-access:…:application/…`. */
  applicationArn: string;
  /** People's attributes travel on the session as tags. */
  passesTags: boolean;
  guard: Guard;
};

/**
 * Trust policy for the account access manager, by which users of Identity Center take a role.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/aam-prepare-roles.html
 */
export const renderAccountAccessTrust = ({
  accountId,
  applicationArn,
  passesTags,
  guard,
}: AccountAccess): RenderedPolicy =>
  renderServiceTrust(
    {
      service: 'account-access.amazonaws.com',
      sources: { accountIds: [accountId], arns: [applicationArn] },
      furtherActions: passesTags
        ? ['sts:SetContext', 'sts:TagSession']
        : ['sts:SetContext'],
      guard,
    },
    'AccountAccessManagerMayAssume',
  );
