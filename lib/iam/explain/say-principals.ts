import type { PrincipalBlock } from '../parse/policy';
import { describeIssuer } from './describe-issuer';
import { saySome } from './list-words';
import { sayPrincipal } from './say-principal';

const NAMED_MAX = 3;

/** Whom a `Principal` or `NotPrincipal` element names, in a few words. */
export function sayPrincipals(
  { isNegated, isEveryone, ...block }: PrincipalBlock,
  effect: 'Allow' | 'Deny',
): string {
  const named = [
    ...block.aws.map((entry) => sayPrincipal(entry, effect)),
    ...block.services.map((service) => `the service ${service}`),
    ...block.federated.map(sayProvider),
  ];
  const who = isEveryone ? 'anyone' : saySome(named, NAMED_MAX, 'and') || 'nobody';
  return isNegated ? `everybody but ${who}` : who;
}

function sayProvider(provider: string): string {
  const { kind, name, holders } = describeIssuer(provider);
  if (kind === 'other') return `sign-ins through ${lastOf(provider)}`;
  return `${holders} of ${name}`;
}

const lastOf = (provider: string): string => provider.replace(/^arn:.*-provider\//, '');
