import { nameOfArn, parseArn } from '@/lib/core/arn';
import { cleanTyped } from '@/lib/core/clean-typed';
import { Partition } from '@/lib/core/ids';
import { samlAudience } from '@/lib/iam/render/saml-trust';
import type { StoredAccount } from '@/lib/ports';
import type { DraftFields } from '../schema';
import type { KnownWorld } from '../world/load-world';
import { empty, type Field, right, wrong } from './field';

export type SamlProvider = {
  arn: string;
  name: string;
  /** Where assertions of the provider have to be made for. */
  audience: string;
};

/** It becomes the principal of a trust, which takes no pattern. */
const PROVIDER = /^saml-provider\/[\w.-]{1,128}$/;

/**
 * A SAML provider of the account that makes the role.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_saml.html
 */
export function resolveSamlProvider(
  typed: string,
  account: StoredAccount | null,
  world: KnownWorld,
): Field<SamlProvider> {
  const arn = cleanTyped(typed);
  if (arn === '') return empty;
  const parts = parseArn(arn);
  if (parts?.service !== 'iam' || !PROVIDER.test(parts.resource))
    return wrong(
      'Give the ARN of a SAML provider: arn:aws:iam::<account>:saml-provider/<name>.',
    );
  const audience = audienceOf(parts.partition);
  if (audience === null)
    return wrong(
      `AWS has not published the sign-in page of ${parts.partition}, so nobody can say what to ask for.`,
    );
  if (account && parts.accountId !== account.id)
    return wrong(
      `This provider is of account ${parts.accountId}. A role trusts only providers of its own account, ${account.name}.`,
    );
  const known = world.readings.get(parts.accountId)?.collected.SAMLProviders;
  const provider = { arn, name: nameOfArn(arn), audience };
  if (!known)
    return right(
      provider,
      'The providers of the account were not read, so nobody knows whether this one exists.',
    );
  return known.some(({ Arn }) => Arn === arn)
    ? right(provider)
    : wrong(
        `The account has no SAML provider ${provider.name}. Create it in IAM, Identity providers, with the metadata of your identity provider; then read the account again.`,
      );
}

function audienceOf(partition: string): string | null {
  const known = Partition.safeParse(partition);
  return known.success ? samlAudience(known.data) : null;
}

/** The SAML providers of the accounts, to pick from. */
export const knownSamlProviders = ({
  accounts,
  readings,
}: KnownWorld): { id: string; name: string }[] =>
  accounts.flatMap(({ id, name }) =>
    (readings.get(id)?.collected.SAMLProviders ?? []).map(({ Arn }) => ({
      id: Arn,
      name: `${nameOfArn(Arn)} in ${name}`,
    })),
  );

const PEOPLE = {
  subject: { key: 'SAML:sub', noun: 'person' },
  affiliation: { key: 'SAML:eduPersonAffiliation', noun: 'affiliation' },
} as const;

export type SamlPeople = {
  key: (typeof PEOPLE)[keyof typeof PEOPLE]['key'];
  value: string;
};

/** Which of the people that the provider sends; null for all of them. */
export function resolveSamlPeople(
  people: DraftFields['samlPeople'],
  typed: string,
): Field<SamlPeople | null> {
  if (people === 'all') return right(null);
  const value = cleanTyped(typed);
  const { key, noun } = PEOPLE[people];
  if (value === '') return empty;
  return value.length <= 255 && /^[\u0020-\u00ff]+$/.test(value)
    ? right({ key, value })
    : wrong(`Name the ${noun} in at most 255 plain characters.`);
}
