import type { ParsedStatement } from '../parse/policy';
import { type Finding, type FindingCode, finding, type Severity } from './finding';
import { conditionsOn, isGuardedBy, isStrict } from './guards';
import { covers, type TrustContext, type TrustRule } from './trust-context';

const SAML_KEYS = ['saml:aud', 'saml:iss'];
/** Issuers that many tenants share: without a tenant in the condition, any of them gets in. */
const SHARED_ISSUERS =
  /^(?:token\.actions\.githubusercontent\.com|gitlab\.com|app\.terraform\.io|oidc\.circleci\.com|agent\.buildkite\.com|api\.bitbucket\.org|vstoken\.dev\.azure\.com|auth\.pulumi\.com|oidc\.vercel\.com)/;
/** Issuers whose audience is the tenant's own application. */
const AUDIENCE_IS_TENANT = new Set([
  'cognito-identity.amazonaws.com',
  'accounts.google.com',
  'www.amazon.com',
  'graph.facebook.com',
]);
/** Claims that name a tenant as well as `sub` does. */
const TENANT_CLAIM =
  /:(?:sub|repository|repository_id|repository_owner_id|job_workflow_ref|enterprise_id|oaud|project_id|context)$/i;
/** Beginnings that fix no tenant: a wildcard right after one lets everybody in. */
const TENANTLESS_START =
  /^(?:repo:[^/]*|system:serviceaccount:|project_path:[^/]*|org(?:anization)?[:/]|)[*?]/;

/** Issuers of the OIDC providers a statement trusts, as condition keys spell them. */
function issuersOf({ principal }: ParsedStatement): string[] {
  return (principal?.federated ?? [])
    .filter((entry) => !entry.includes(':saml-provider/'))
    .map((entry) => entry.replace(/^arn:.*:oidc-provider\//, ''));
}

const isTokenAllow = (statement: ParsedStatement): boolean =>
  statement.effect === 'Allow' && covers(statement, 'sts:AssumeRoleWithWebIdentity');

const isIssuerKey = (issuer: string, key: string): boolean =>
  key.toLowerCase().startsWith(`${issuer.toLowerCase()}:`);

export const oidcRules: TrustRule = (context, statement) =>
  isTokenAllow(statement)
    ? issuersOf(statement).flatMap((issuer) => [
        ...missingSubject(context, statement, issuer),
        ...missingAudience(context, statement, issuer),
        ...wideSubject(context, statement, issuer),
      ])
    : [];

function missingSubject(
  { role }: TrustContext,
  { conditions }: ParsedStatement,
  issuer: string,
): Finding[] {
  const hasTenant = conditions.some(
    (condition) =>
      isIssuerKey(issuer, condition.key) &&
      TENANT_CLAIM.test(condition.key) &&
      isStrict(condition),
  );
  if (hasTenant || AUDIENCE_IS_TENANT.has(issuer)) return [];
  const isShared = SHARED_ISSUERS.test(issuer);
  const message = isShared
    ? `Anyone who can get a token from ${issuer} can take this role: name the subject.`
    : `Every workload of ${issuer} can take this role: name the subject.`;
  return [rated('oidc-missing-sub', role.Arn, message, isShared ? 'critical' : 'high')];
}

const rated = (
  code: FindingCode,
  subject: string,
  message: string,
  severity: Severity,
): Finding => ({ ...finding(code, subject, message), severity });

const missingAudience = (
  { role }: TrustContext,
  statement: ParsedStatement,
  issuer: string,
): Finding[] =>
  isGuardedBy(statement, `${issuer}:aud`)
    ? []
    : [
        finding(
          'oidc-missing-aud',
          role.Arn,
          `Tokens of ${issuer} made for another service are taken as well: name the audience.`,
        ),
      ];

function wideSubject(
  { role }: TrustContext,
  statement: ParsedStatement,
  issuer: string,
): Finding[] {
  const wide = conditionsOn(statement, `${issuer}:sub`)
    .filter(({ operator }) => operator.base === 'StringLike' && !operator.isNegated)
    .flatMap(({ values }) => values)
    .find(({ raw }) => TENANTLESS_START.test(raw));
  if (!wide) return [];
  const message = `The subject ${wide.raw} also fits strangers: write out the organization and the repository.`;
  return [finding('oidc-wide-sub', role.Arn, message)];
}

export const samlMissingAudience: TrustRule = ({ role }, statement) => {
  const isSaml = statement.principal?.federated.some((entry) =>
    entry.includes(':saml-provider/'),
  );
  const isAllow =
    statement.effect === 'Allow' && covers(statement, 'sts:AssumeRoleWithSAML');
  if (!isSaml || !isAllow || isGuardedBy(statement, ...SAML_KEYS)) return [];
  const message = 'Sign-ins made for another service are taken as well: demand saml:aud.';
  return [finding('saml-missing-aud', role.Arn, message)];
};

export const providerMissing: TrustRule = ({ role, account }, { principal }) =>
  (principal?.federated ?? [])
    .filter((entry) => entry.startsWith('arn:'))
    .filter(
      (entry) =>
        !account.oidcProvidersByArn.has(entry) && !account.samlProviderArns.has(entry),
    )
    .map((entry) =>
      finding(
        'federated-provider-missing',
        role.Arn,
        `The provider ${entry} does not exist: create it or remove it from the trust policy.`,
      ),
    );

export const actionPrincipalMismatch: TrustRule = ({ role }, statement) => {
  const { principal } = statement;
  if (statement.effect !== 'Allow' || !principal || principal.isEveryone) return [];
  const { aws, services, federated } = principal;
  const saml = federated.filter((entry) => entry.includes(':saml-provider/'));
  const isPossible =
    (aws.length + services.length > 0 && covers(statement, 'sts:AssumeRole')) ||
    (saml.length > 0 && covers(statement, 'sts:AssumeRoleWithSAML')) ||
    (federated.length > saml.length &&
      covers(statement, 'sts:AssumeRoleWithWebIdentity'));
  const isAboutTaking = [
    'sts:AssumeRole',
    'sts:AssumeRoleWithSAML',
    'sts:AssumeRoleWithWebIdentity',
  ].some((action) => covers(statement, action));
  if (isPossible || !isAboutTaking) return [];
  const message =
    'No principal of this statement can use its action: pair them as AWS does.';
  return [finding('action-principal-mismatch', role.Arn, message)];
};
