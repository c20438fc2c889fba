import type { BankView } from '@/lib/core/views';
import type { Guard } from '@/lib/iam/render/guards/guard';
import { literalText } from '@/lib/iam/render/policy-text';
import { renderSamlTrust } from '@/lib/iam/render/saml-trust';
import { rightOf } from '../fields/field';
import { suggestCallerRole } from '../fields/role';
import {
  knownSamlProviders,
  resolveSamlPeople,
  resolveSamlProvider,
  type SamlPeople,
  type SamlProvider,
} from '../fields/saml';
import { bank } from '../say/banks';
import { type KeylessKind, keylessRecipe, type ResolvedCaller } from './keyless';
import type { KeylessCall, KeylessCaller } from './keyless-request';

const kind: KeylessKind = {
  resolve(fields, account, world, guard) {
    const samlProvider = resolveSamlProvider(fields.samlProvider, account, world);
    const samlValue = resolveSamlPeople(fields.samlPeople, fields.samlValue);
    const provider = rightOf(samlProvider);
    const bankView = bank('trusted', provider?.name ?? 'Which provider?', 'SAML');
    const isWhole = provider !== null && samlValue.state === 'right';
    return {
      fields: { samlProvider, samlValue },
      bank: bankView,
      suggestedRoleName: suggestCallerRole('x-saml-', provider?.name ?? null),
      trustedAs: provider?.arn ?? null,
      guards: [],
      providers: knownSamlProviders(world),
      found: isWhole ? foundOf(provider, rightOf(samlValue), bankView, guard) : null,
    };
  },
  asks: [
    ['samlProvider', 'Say which SAML provider.'],
    ['samlValue', 'Say who of them.'],
  ],
  from: 'Which provider?, Whom it sends',
};

/**
 * People whom a SAML identity provider signs in take a role.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_saml.html
 */
export const saml = keylessRecipe(kind);

const foundOf = (
  provider: SamlProvider,
  people: SamlPeople | null,
  bankView: BankView,
  guard: Guard,
): ResolvedCaller['found'] => ({
  caller: samlCaller(provider, people, bankView),
  trust: renderSamlTrust({
    providerArns: [provider.arn],
    audiences: [provider.audience],
    ...(people && { people: { key: people.key, values: [literalText(people.value)] } }),
    guard,
  }),
  provider: null,
});

function samlCaller(
  { arn, name, audience }: SamlProvider,
  people: SamlPeople | null,
  bankView: BankView,
): KeylessCaller {
  const own = { 'SAML:aud': audience, ...(people && { [people.key]: people.value }) };
  const others: KeylessCall[] = people
    ? [
        {
          id: 'assume-as-another-person',
          who: `somebody else whom ${name} sends`,
          context: { ...own, [people.key]: 'drawbridge-proof' },
        },
      ]
    : [];
  return {
    party: {
      kind: 'federated',
      arn,
      name,
      accountId: null,
      accountName: null,
      isOutside: false,
    },
    bank: bankView,
    subject: sayPeople(name, people),
    by: 'by a sign-in at the provider',
    principal: { Federated: arn },
    door: {
      label: `provider ${name}`,
      open: 'The account has this provider, and it takes what the provider signs.',
    },
    right: { id: 'assume', who: 'a sign-in for AWS', context: own },
    also: [],
    wrong: [
      ...others,
      {
        id: 'assume-for-another-service',
        who: 'a sign-in made for another service',
        context: { ...own, 'SAML:aud': 'https://another.example.com/saml' },
      },
    ],
  };
}

function sayPeople(name: string, people: SamlPeople | null): string {
  if (!people) return `Whoever ${name} sends with this role`;
  return people.key === 'SAML:sub'
    ? `${people.value}, whom ${name} signs in,`
    : `Whoever ${name} calls ${people.value}`;
}
