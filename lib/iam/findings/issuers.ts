import type { ParsedStatement } from '../parse/policy';

/** One trusted OIDC provider: the entry of the policy and the issuer that its keys begin with. */
export type Issuer = { entry: string; host: string };

export const isSamlProvider = (entry: string): boolean =>
  entry.includes(':saml-provider/');

/** OIDC providers that a statement trusts. */
export const issuersOf = ({ principal }: ParsedStatement): Issuer[] =>
  (principal?.federated ?? [])
    .filter((entry) => !isSamlProvider(entry))
    .map((entry) => ({ entry, host: entry.replace(/^arn:.*:oidc-provider\//, '') }));

type Tenants = { host: RegExp; example: string };

/** Issuers that many tenants share, and a subject of theirs that no tenant can have. */
const SHARED: Tenants[] = [
  {
    host: /^token\.actions\.githubusercontent\.com/,
    example: 'repo:<organization>/<repository>:ref:refs/heads/main',
  },
  {
    host: /^gitlab\.com/,
    example: 'project_path:<group>/<project>:ref_type:branch:ref:main',
  },
  {
    host: /^app\.terraform\.io/,
    example:
      'organization:<organization>:project:<project>:workspace:<workspace>:run_phase:apply',
  },
  {
    host: /^oidc\.circleci\.com/,
    example: 'org/<organization id>/project/<project id>/user/<user id>',
  },
  {
    host: /^agent\.buildkite\.com/,
    example: 'organization:<organization>:pipeline:<pipeline>:ref:refs/heads/main',
  },
  {
    host: /^api\.bitbucket\.org/,
    example: '<repository uuid>:<step uuid>',
  },
  {
    host: /^vstoken\.dev\.azure\.com/,
    example: 'sc://<organization>/<project>/<service connection>',
  },
  { host: /^auth\.pulumi\.com/, example: 'pulumi:deploy:org:<organization>:<stack>' },
  {
    host: /^oidc\.vercel\.com/,
    example: 'owner:<team>:project:<project>:environment:production',
  },
];

export const isShared = (host: string): boolean =>
  SHARED.some((tenants) => tenants.host.test(host));

/** A subject to be filled in. `<` stands in nobody's subject, so it keeps everybody out. */
export function exampleSubject(host: string): string {
  const tenants = SHARED.find((one) => one.host.test(host));
  if (tenants) return tenants.example;
  return /^oidc\.eks\./.test(host)
    ? 'system:serviceaccount:<namespace>:<service account>'
    : '<subject of the workload>';
}

/** What comes before the tenant's name in subjects, and what ends the name. */
const TENANT_PREFIXES = [
  'repo:',
  'repository_owner:',
  'project_path:',
  'org/',
  'org:',
  'organization:',
  'organization/',
  'owner:',
  'sc://',
  'pulumi:deploy:org:',
];
const NAMESPACE_PREFIX = 'system:serviceaccount:';

/** Whether a pattern leaves open whose workload it is. */
export function isTenantless(pattern: string): boolean {
  const at = pattern.search(/[*?]/);
  if (at < 0) return false;
  const head = pattern.slice(0, at);
  const prefixes = [...TENANT_PREFIXES, NAMESPACE_PREFIX];
  if (prefixes.some((prefix) => prefix.startsWith(head))) return true;
  const prefix = TENANT_PREFIXES.find((one) => head.startsWith(one));
  return prefix !== undefined && !/[/:]/.test(head.slice(prefix.length));
}

/** Whether a subject says of which tenant of a shared issuer it is; all others have but one. */
export function namesTenant(host: string, subject: string): boolean {
  const tenants = SHARED.find((one) => one.host.test(host));
  if (!tenants) return true;
  const [prefix = ''] = tenants.example.split('<');
  return [prefix, 'repository_owner:'].some(
    (one) => subject.startsWith(one) && /^[^/:]/.test(subject.slice(one.length)),
  );
}
