import { isBuiltInProvider } from '../../built-in-provider';
import type { ParsedStatement } from '../../parse/policy';
import { documentLets } from '../ask/document-lets';
import { conditionsOn, isGuardedBy } from '../conditions';
import { demand, setCondition, valueAt } from '../edit/condition-block';
import { fixWith } from '../edit/outcome';
import { changeAll, changeParts } from '../edit/principal-block';
import {
  exampleSubject,
  type Issuer,
  isShared,
  issuersOf,
  isTenantless,
} from '../issuers';
import { allowsProviders, covers } from '../principals';
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
  covers(statement, ACTION) ? issuersOf(statement) : [];

/** The document with a demand for each issuer, in a statement of its own where there are more. */
const demandOfEach = (
  place: Place,
  statement: ParsedStatement,
  issuers: Issuer[],
  { claim, valueFor }: { claim: string; valueFor: (issuer: Issuer) => string | string[] },
) =>
  changeParts(
    place,
    statement,
    issuers.map((issuer) => ({
      kind: 'Federated',
      entries: [issuer.entry],
      change: (source) =>
        demand(source, 'StringEquals', `${issuer.host}:${claim}`, valueFor(issuer)),
    })),
  );

/** No condition on whose workload it is. */
export const oidcMissingSubject = statementRule(
  'oidc-missing-sub',
  ['trust'],
  allowsProviders,
  (place, statement) => {
    const open = trustedIssuers(statement).filter(
      (issuer) =>
        !isBuiltInProvider(issuer.host) &&
        !isGuardedBy(statement, `${issuer.host}:sub`) &&
        ['stranger', null].some((sub) => letsStranger(place, statement, issuer, sub)),
    );
    const { host } = open.find((one) => isShared(one.host)) ?? open[0] ?? {};
    if (!host) return null;
    return {
      message: isShared(host)
        ? `Anyone who can get a token from ${host} can take this role: name the subject.`
        : `Every workload of ${host} can take this role: name the subject.`,
      about: host,
      severity: isShared(host) ? ('critical' as const) : ('high' as const),
      fix: () =>
        fixWith(
          demandOfEach(place, statement, open, {
            claim: 'sub',
            valueFor: (issuer) => exampleSubject(issuer.host),
          }),
          'Nobody gets in until you put the subject of your workload where the angle brackets are.',
        ),
    };
  },
);

/** No condition on whom the token was made for. */
export const oidcMissingAudience = statementRule(
  'oidc-missing-aud',
  ['trust'],
  allowsProviders,
  (place, statement) => {
    const open = trustedIssuers(statement).filter(
      ({ entry, host }) =>
        !isGuardedBy(statement, `${host}:aud`) &&
        documentLets(place, statement, {
          action: ACTION,
          resource: place.subject,
          principal: { Federated: entry },
          context: { [`${host}:aud`]: 'another-service' },
        }),
    );
    const [first] = open;
    if (!first) return null;
    return {
      message: `Tokens of ${first.host} made for another service are taken as well: name the audience.`,
      about: first.host,
      fix: () =>
        fixWith(
          demandOfEach(place, statement, open, {
            claim: 'aud',
            valueFor: (issuer) => audienceFor(place, issuer),
          }),
          'Only audiences that the provider has registered are taken: leave the one that this role is for, or put it where the angle brackets are.',
        ),
    };
  },
);

function audienceFor({ account }: Place, { entry }: Issuer): string | string[] {
  const registered = account.oidcProvidersByArn.get(entry)?.clientIds ?? [];
  const [only = '<audience of the token>'] = registered;
  return registered.length > 1 ? registered : only;
}

type WideValue = { issuer: Issuer; operator: string; raw: string };

/** A pattern for the subject that leaves open whose workload it is. */
export const oidcWideSubject = statementRule(
  'oidc-wide-sub',
  ['trust'],
  allowsProviders,
  (place, statement) => {
    const wide = trustedIssuers(statement).flatMap((issuer) =>
      wideValues(statement, issuer).filter(({ raw }) =>
        letsStranger(place, statement, issuer, raw.replace(/[*?]/g, 'x')),
      ),
    );
    const [first] = wide;
    if (!first) return null;
    return {
      message: `The subject ${first.raw} also fits strangers: write out the organisation and the repository.`,
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
