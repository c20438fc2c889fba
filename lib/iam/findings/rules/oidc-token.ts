import type { ParsedStatement } from '../../parse/policy';
import { documentLets } from '../ask/document-lets';
import { conditionsOn, isGuardedBy } from '../conditions';
import { demand, setCondition, valueAt } from '../edit/condition-block';
import { fixWith } from '../edit/outcome';
import { changeAll, changeFor } from '../edit/principal-block';
import {
  exampleSubject,
  type Issuer,
  isBuiltIn,
  isShared,
  issuersOf,
  isTenantless,
} from '../issuers';
import { covers } from '../principals';
import { type Place, statementRule } from '../rule';

const ACTION = 'sts:AssumeRoleWithWebIdentity';

/**
 * Claims that an issuer fills in by who the tenant is. The others a stranger can shape.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html
 */
const TENANT_CLAIMS = [
  'sub',
  'actor',
  'actor_id',
  'repository',
  'repository_id',
  'repository_owner',
  'repository_owner_id',
  'job_workflow_ref',
  'enterprise',
  'enterprise_id',
  'oaud',
  'project_id',
  'project_path',
  'namespace_id',
  'namespace_path',
  'context',
];

/** Whether a token of a stranger gets in: with claims of the stranger's own, or without them. */
function letsStranger(
  place: Place,
  statement: ParsedStatement,
  { entry, host }: Issuer,
  subject: string | null,
): boolean {
  const keys = TENANT_CLAIMS.map((claim) => `${host}:${claim}`);
  const claims = keys.map((key) => [key, 'stranger']);
  const token =
    subject === null
      ? { absentKeys: keys }
      : { context: { ...Object.fromEntries(claims), [`${host}:sub`]: subject } };
  const principal = { Federated: entry };
  return documentLets(place, statement, {
    action: ACTION,
    resource: place.subject,
    principal,
    ...token,
  });
}

const trustedIssuers = (statement: ParsedStatement): Issuer[] =>
  statement.effect === 'Allow' && covers(statement, ACTION) ? issuersOf(statement) : [];

/** No condition on whose workload it is. */
export const oidcMissingSubject = statementRule(
  'oidc-missing-sub',
  ['trust'],
  (place, statement) => {
    const open = trustedIssuers(statement).filter(
      (issuer) =>
        !isBuiltIn(issuer.host) &&
        !isGuardedBy(statement, `${issuer.host}:sub`) &&
        ['stranger', null].some((sub) => letsStranger(place, statement, issuer, sub)),
    );
    const issuer = open.find(({ host }) => isShared(host)) ?? open[0];
    if (!issuer) return null;
    const { entry, host } = issuer;
    return {
      message: isShared(host)
        ? `Anyone who can get a token from ${host} can take this role: name the subject.`
        : `Every workload of ${host} can take this role: name the subject.`,
      about: host,
      severity: isShared(host) ? ('critical' as const) : ('high' as const),
      fix: () =>
        fixWith(
          changeFor(place, statement, { kind: 'Federated', entries: [entry] }, (source) =>
            demand(source, 'StringEquals', `${host}:sub`, exampleSubject(host)),
          ),
          'Nobody gets in until you put the subject of your workload where the angle brackets are.',
        ),
    };
  },
);

/** No condition on whom the token was made for. */
export const oidcMissingAudience = statementRule(
  'oidc-missing-aud',
  ['trust'],
  (place, statement) => {
    const issuer = trustedIssuers(statement).find(
      ({ entry, host }) =>
        !isGuardedBy(statement, `${host}:aud`) &&
        documentLets(place, statement, {
          action: ACTION,
          resource: place.subject,
          principal: { Federated: entry },
          context: { [`${host}:aud`]: 'another-service' },
        }),
    );
    if (!issuer) return null;
    const { entry, host } = issuer;
    return {
      message: `Tokens of ${host} made for another service are taken as well: name the audience.`,
      about: host,
      fix: () => {
        const registered = place.account.oidcProvidersByArn.get(entry)?.clientIds ?? [];
        const [first] = registered;
        const only = registered.length === 1 && first !== undefined ? first : registered;
        const known = registered.length > 0 ? only : null;
        const document = changeFor(
          place,
          statement,
          { kind: 'Federated', entries: [entry] },
          (source) =>
            demand(
              source,
              'StringEquals',
              `${host}:aud`,
              known ?? '<audience of the token>',
            ),
        );
        const note = known
          ? 'Only audiences that the provider has registered are taken: leave the one that this role is for.'
          : 'Nobody gets in until you put the audience of your tokens where the angle brackets are.';
        return fixWith(document, note);
      },
    };
  },
);

type WideValue = { issuer: Issuer; operator: string; raw: string };

/** A pattern for the subject that leaves open whose workload it is. */
export const oidcWideSubject = statementRule(
  'oidc-wide-sub',
  ['trust'],
  (place, statement) => {
    const wide = trustedIssuers(statement).flatMap((issuer) =>
      wideValues(statement, issuer).filter(({ raw }) =>
        letsStranger(place, statement, issuer, raw.replace(/[*?]/g, 'x')),
      ),
    );
    const [first] = wide;
    if (!first) return null;
    return {
      message: `The subject ${first.raw} also fits strangers: write out the organization and the repository.`,
      about: first.raw,
      fix: () =>
        fixWith(
          changeAll(place, statement, (source) => wide.reduce(narrowed, source)),
          'Patterns that fit strangers go: put your own subject where the angle brackets are, or check that what is left is all you need.',
        ),
    };
  },
);

const wideValues = (statement: ParsedStatement, issuer: Issuer): WideValue[] =>
  conditionsOn(statement, `${issuer.host}:sub`)
    .filter(({ operator }) => operator.base === 'StringLike')
    .flatMap(({ operator, values }) =>
      values
        .filter(({ raw }) => isTenantless(raw))
        .map(({ raw }) => ({ issuer, operator: operator.name, raw })),
    );

function narrowed(
  source: Parameters<typeof setCondition>[0],
  { issuer: { host }, operator, raw }: WideValue,
): Parameters<typeof setCondition>[0] {
  const key = `${host}:sub`;
  const given = [valueAt(source, operator, key)].flat();
  const left = given.filter((value) => value !== raw);
  const [only = exampleSubject(host)] = left;
  return setCondition(source, operator, key, left.length > 1 ? left : only);
}
