/** The kinds of identity providers whose tokens have words of their own here. */
export type IssuerKind =
  | 'eks'
  | 'github'
  | 'gitlab'
  | 'google'
  | 'cognito'
  | 'terraform'
  | 'circleci'
  | 'other';

export type Issuer = {
  kind: IssuerKind;
  /** Whose tokens they are: "GitHub Actions". */
  name: string;
  /** Who gets such tokens. */
  holders: string;
};

type Known = [pattern: RegExp, kind: IssuerKind, name: string, holders: string];

const KNOWN: Known[] = [
  [
    /^token\.actions\.githubusercontent\.com/,
    'github',
    'GitHub Actions',
    'workflow runs',
  ],
  [/^gitlab\./, 'gitlab', 'GitLab', 'CI jobs'],
  [/^accounts\.google\.com$/, 'google', 'Google', 'Google accounts'],
  [
    /^cognito-identity\.amazonaws\.com$/,
    'cognito',
    'Amazon Cognito',
    'identities of an identity pool',
  ],
  [/^www\.amazon\.com$/, 'other', 'Login with Amazon', 'Amazon accounts'],
  [/^graph\.facebook\.com$/, 'other', 'Facebook', 'Facebook accounts'],
  [/^app\.terraform\.io$/, 'terraform', 'HCP Terraform', 'workspace runs'],
  [/^oidc\.circleci\.com/, 'circleci', 'CircleCI', 'CI jobs'],
  [/^agent\.buildkite\.com$/, 'other', 'Buildkite', 'CI jobs'],
  [/^api\.bitbucket\.org\//, 'other', 'Bitbucket', 'pipelines'],
  [/^vstoken\.dev\.azure\.com\//, 'other', 'Azure DevOps', 'service connections'],
  [
    /^(?:sts\.windows\.net|login\.microsoftonline\.com)\//,
    'other',
    'Entra ID',
    'sign-ins',
  ],
  [/^oidc\.vercel\.com/, 'other', 'Vercel', 'deployments'],
];

const EKS =
  /^oidc\.eks\.([a-z0-9-]+)\.(?:amazonaws\.com(?:\.cn)?|api\.aws)\/id\/([A-Za-z0-9]+)$/;

/**
 * What kind of identity provider an issuer is.
 *
 * @param issuer host and path, or the ARN of an OIDC provider
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc.html
 */
export function describeIssuer(issuer: string): Issuer {
  const host = issuer.replace(/^arn:.*?:oidc-provider\//, '');
  const [, region, cluster] = EKS.exec(host) ?? [];
  if (region) {
    const name = `the EKS cluster with the id ${cluster} in ${region}`;
    return { kind: 'eks', name, holders: 'pods' };
  }
  const known = KNOWN.find(([pattern]) => pattern.test(host));
  if (!known) return { kind: 'other', name: host, holders: 'whoever it signs in' };
  const [, kind, name, holders] = known;
  return { kind, name, holders };
}
