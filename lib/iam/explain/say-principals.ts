import type { PrincipalBlock } from '../parse/policy';
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
    ...block.federated.map((provider) => `sign-ins through ${lastOf(provider)}`),
  ];
  const who = isEveryone ? 'anyone' : saySome(named, NAMED_MAX, 'and') || 'nobody';
  return isNegated ? `everybody but ${who}` : who;
}

const lastOf = (provider: string): string => provider.replace(/^arn:.*-provider\//, '');
