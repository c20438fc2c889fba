import { lookUp } from '@/lib/core/look-up';
import { isBuiltInProvider } from '../../built-in-provider';
import { saySome } from '../../explain/list-words';
import type { ParsedStatement } from '../../parse/policy';
import { documentLets } from '../ask/document-lets';
import { isGuardedBy } from '../conditions';
import { demand } from '../edit/condition-block';
import { fixWith } from '../edit/outcome';
import { changeFor, dropPrincipals } from '../edit/principal-block';
import { withStatement } from '../edit/statements';
import { isSamlProvider } from '../issuers';
import { allowsProviders, covers } from '../principals';
import { statementRule } from '../rule';

/** Where AWS receives SAML sign-ins, by partition. */
const SAML_AUDIENCES: Record<string, string> = {
  'aws-cn': 'https://signin.amazonaws.cn/saml',
  'aws-us-gov': 'https://signin.amazonaws-us-gov.com/saml',
};
const SAML_AUDIENCE = 'https://signin.aws.amazon.com/saml';

/** No condition on what the assertion was made for. */
export const samlMissingAudience = statementRule(
  'saml-missing-aud',
  ['trust'],
  allowsProviders,
  (place, statement) => {
    const isForSaml = covers(statement, 'sts:AssumeRoleWithSAML');
    if (!isForSaml || isGuardedBy(statement, 'saml:aud')) return null;
    const entries = (statement.principal?.federated ?? []).filter(
      (entry) =>
        isSamlProvider(entry) &&
        documentLets(place, statement, {
          action: 'sts:AssumeRoleWithSAML',
          resource: place.subject,
          principal: { Federated: entry },
          context: { 'saml:aud': 'https://another.example/saml' },
        }),
    );
    const [entry] = entries;
    if (!entry) return null;
    const partition = place.subject.split(':')[1] ?? '';
    const audience = lookUp(SAML_AUDIENCES, partition) ?? SAML_AUDIENCE;
    return {
      message: 'Sign-ins made for another service are taken as well: demand saml:aud.',
      about: entry,
      fix: () =>
        fixWith(
          changeFor(place, statement, { kind: 'Federated', entries }, (source) =>
            demand(source, 'StringEquals', 'SAML:aud', audience),
          ),
          'Only sign-ins made for AWS are taken: add the regional endpoints if your provider sends people there.',
        ),
    };
  },
);

/** A provider that the role's account does not have. */
export const providerMissing = statementRule(
  'federated-provider-missing',
  ['trust'],
  allowsProviders,
  (place, statement) => {
    const { oidcProvidersByArn, samlProviderArns } = place.account;
    const missing = (statement.principal?.federated ?? []).filter(
      (entry) =>
        !isBuiltInProvider(entry) &&
        !oidcProvidersByArn.has(entry) &&
        !samlProviderArns.has(entry),
    );
    if (missing.length === 0) return null;
    const names = saySome(missing, 2, 'and');
    // Providers are read apart from roles: without a single one they may not have been.
    const wereRead = oidcProvidersByArn.size + samlProviderArns.size > 0;
    return {
      message: `The provider ${names} does not exist: create it or remove it from the trust policy.`,
      about: names,
      fix: () =>
        fixWith(
          wereRead ? dropPrincipals(place, statement, 'Federated', missing) : null,
          'Providers that do not exist go, and nobody loses access: create the provider instead if people should sign in by it.',
          'no provider of the account was read, so look there first',
        ),
    };
  },
);

/** Which action each kind of principal takes a role by. */
const PAIRS: [string, (statement: ParsedStatement) => boolean][] = [
  [
    'sts:AssumeRole',
    ({ principal }) => Boolean(principal?.aws.length || principal?.services.length),
  ],
  [
    'sts:AssumeRoleWithSAML',
    ({ principal }) => Boolean(principal?.federated.some(isSamlProvider)),
  ],
  [
    'sts:AssumeRoleWithWebIdentity',
    ({ principal }) =>
      Boolean(principal?.federated.some((entry) => !isSamlProvider(entry))),
  ],
];

function isMismatched(statement: ParsedStatement): boolean {
  const { effect, principal } = statement;
  if (effect !== 'Allow' || !principal || principal.isEveryone) return false;
  const offered = PAIRS.filter(([action]) => covers(statement, action));
  return offered.length > 0 && !offered.some(([, isNamed]) => isNamed(statement));
}

/** No principal of the statement can use one of its actions. */
export const actionPrincipalMismatch = statementRule(
  'action-principal-mismatch',
  ['trust'],
  isMismatched,
  (place, statement) => {
    const { principal, index } = statement;
    const { aws = [], services = [], federated = [] } = principal ?? {};
    const names = saySome([...aws, ...services, ...federated], 2, 'and');
    const [action] = PAIRS.find(([, isNamed]) => isNamed(statement)) ?? [
      'sts:AssumeRole',
    ];
    return {
      message: `No principal of this statement can use its action: pair ${names} with ${action}.`,
      about: names,
      fix: () =>
        fixWith(
          withStatement(place, { index, next: null }),
          `The statement lets nobody in and goes: write it anew with ${action} and its conditions if ${names} should get in.`,
        ),
    };
  },
);
