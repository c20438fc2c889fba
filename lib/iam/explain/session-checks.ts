import { nameOfArn } from '@/lib/core/arn';
import {
  CHAINED_SESSION_SECONDS,
  DEFAULT_SESSION_SECONDS,
  MAX_SESSION_SECONDS,
  MIN_SESSION_SECONDS,
} from '@/lib/core/duration';
import type { Request } from '../evaluate/request';
import { maxSessionSeconds, type OidcProviderFacts } from '../facts/account-facts';
import { describeCaller } from './describe-caller';
import { sayList } from './list-words';
import type { RequestCheck } from './request-check';

const SESSION_SECONDS_RANGE = [MIN_SESSION_SECONDS, MAX_SESSION_SECONDS].map(String);

const isAssuming = ({ action, target }: Request): boolean =>
  target.kind === 'role' && /^sts:assumerole(?:withwebidentity|withsaml)?$/.test(action);

const isFederated = (request: Request): boolean =>
  isAssuming(request) &&
  request.caller.kind === 'federated' &&
  request.target.account !== undefined;

/** What STS looks at when a role is taken. */
export const SESSION_CHECKS: RequestCheck[] = [
  {
    name: 'credentials',
    reasons: ['root-user-cannot-assume-role', 'credentials-cannot-assume-role'],
    isAsked: (request) => isAssuming(request) && request.action === 'sts:assumerole',
    asked: ({ caller, question }) =>
      question.credentials ? [caller.kind, question.credentials] : [caller.kind],
    against: () => ['user', 'role', 'session', 'service'],
    passes: (request) =>
      `${describeCaller(request)} has credentials that can take a role`,
    refused: (request, reason) =>
      reason === 'root-user-cannot-assume-role'
        ? `${describeCaller(request)} asks, and a root user cannot take a role`
        : `${describeCaller(request)} asks ${sayCredentials(request)}, which cannot take a role by sts:AssumeRole`,
  },
  {
    name: 'provider',
    reasons: ['oidc-provider-missing', 'saml-provider-missing'],
    isAsked: isFederated,
    asked: providerAsked,
    against: registeredProviders,
    passes: (request) =>
      `account ${request.target.accountId} can take sign-ins of ${sayList(providerAsked(request), 'and')}`,
    refused: (request) =>
      `account ${request.target.accountId} has no provider ${sayList(providerAsked(request), 'and')}${sayRegistered(registeredProviders(request))}`,
  },
  {
    name: 'audience',
    reasons: ['oidc-audience-not-registered'],
    isAsked: (request) => isFederated(request) && findProvider(request) !== undefined,
    asked: audiencesOf,
    against: (request) => findProvider(request)?.clientIds ?? [],
    passes: (request) => {
      const audiences = audiencesOf(request);
      return audiences.length > 0
        ? `the provider takes tokens made for ${sayList(audiences, 'and')}`
        : "the token's audience is not given, so it is not compared";
    },
    refused: (request) =>
      `the token is made for ${sayList(audiencesOf(request), 'and')}, and the provider takes ${sayList(findProvider(request)?.clientIds ?? [], 'or') || 'none'}`,
  },
  {
    name: 'duration',
    reasons: [
      'duration-out-of-range',
      'duration-exceeds-chaining',
      'duration-exceeds-max',
    ],
    isAsked: isAssuming,
    asked: (request) => [String(secondsOf(request))],
    against: (request) => [...SESSION_SECONDS_RANGE, ...roleMaximum(request)],
    passes: (request) =>
      `a session of ${sayNumber(secondsOf(request))} s is within the limits${sayMaximum(request)}`,
    refused: sayDuration,
  },
  {
    name: 'source-identity',
    reasons: ['source-identity-denied-identity'],
    isAsked: (request) =>
      isAssuming(request) && request.question.session?.sourceIdentity !== undefined,
    asked: ({ question }) => [question.params?.SourceIdentity ?? []].flat(),
    against: ({ question }) => [question.session?.sourceIdentity ?? []].flat(),
    passes: ({ question }) =>
      `the source identity stays ${question.session?.sourceIdentity}`,
    refused: ({ question }) =>
      `the session carries source identity ${question.session?.sourceIdentity}, which cannot be changed to ${question.params?.SourceIdentity}`,
  },
];

function sayCredentials({ caller, question }: Request): string {
  if (caller.kind === 'anonymous') return 'without credentials';
  if (caller.kind === 'federated') return 'with a token of an identity provider';
  return caller.kind === 'federated-user' || question.credentials === 'federation-token'
    ? 'with credentials of GetFederationToken'
    : 'with these credentials';
}

function providerAsked({ caller }: Request): string[] {
  return caller.kind === 'federated' ? [caller.provider] : [];
}

function registeredProviders({ action, target: { account } }: Request): string[] {
  if (!account) return [];
  return action === 'sts:assumerolewithsaml'
    ? [...account.samlProviderArns]
    : [...account.oidcProvidersByArn.keys()];
}

const sayRegistered = (arns: string[]): string =>
  arns.length > 0 ? `; it has ${sayList(arns, 'and')}` : '; it has none of this kind';

function findProvider(request: Request): OidcProviderFacts | undefined {
  const { caller, target } = request;
  if (caller.kind !== 'federated') return undefined;
  const { provider } = caller;
  const arn = provider.startsWith('arn:')
    ? provider
    : `arn:${target.partition}:iam::${target.accountId}:oidc-provider/${provider}`;
  return target.account?.oidcProvidersByArn.get(arn);
}

function audiencesOf(request: Request): string[] {
  const { caller, lookup } = request;
  if (caller.kind !== 'federated') return [];
  const issuer = caller.provider.replace(/^.*oidc-provider\//, '');
  const audiences = lookup(`${issuer}:aud`);
  return typeof audiences === 'string' ? [] : [...audiences];
}

const secondsOf = ({ question }: Request): number =>
  question.params?.DurationSeconds ?? DEFAULT_SESSION_SECONDS;

const roleMaximum = ({ target: { account, role } }: Request): string[] =>
  account && role ? [String(maxSessionSeconds(account, role.RoleName))] : [];

const sayNumber = (value: number | string): string =>
  Number(value).toLocaleString('en-US');

function sayMaximum(request: Request): string {
  const [most] = roleMaximum(request);
  const name = nameOfArn(request.target.arn);
  return most ? `; ${name} allows ${sayNumber(most)} s` : '';
}

function sayDuration(request: Request, reason: string): string {
  const asked = `a session of ${sayNumber(secondsOf(request))} s`;
  switch (reason) {
    case 'duration-out-of-range':
      return `${asked} is asked for, and STS gives 900 to 43,200 s`;
    case 'duration-exceeds-chaining':
      return `${asked} is asked for, and a role taken from a role lasts ${sayNumber(CHAINED_SESSION_SECONDS)} s at most`;
    default:
      return `${asked} is asked for, and ${nameOfArn(request.target.arn)} allows ${sayNumber(roleMaximum(request)[0] ?? 0)} s`;
  }
}
