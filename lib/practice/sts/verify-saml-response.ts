import { parseArn } from '@/lib/core/arn';
import { PARTITIONS } from '@/lib/core/partition';
import { readSamlMetadata } from '../iam/saml-metadata';
import { isSealedBy, readResponse } from '../saml/read-response';
import type { SamlFields } from '../saml/saml-fields';
import { findSamlIdp } from '../saml/saml-idp';
import { AwsError } from '../wire/aws-error';
import type { LiveWorld } from '../world/live-world';
import type { SamlIdp, World } from '../world/types';
import type { Worlds } from '../world/worlds';
import { invalidIdentityToken } from './authorize-federated';

const REDEEMABLE_MS = 5 * 60_000;
/** AWS by its name, or by the sign-in address of a partition. */
const AUDIENCES = new Set([
  'urn:amazon:webservices',
  ...Object.values(PARTITIONS).map(({ signinHost }) => `https://${signinHost}/saml`),
]);

type FoundResponse = { live: LiveWorld; idp: SamlIdp; xml: string; fields: SamlFields };

const unknownIssuer = (): AwsError =>
  invalidIdentityToken('Issuer not present in specified provider');

/** Finds the world whose identity provider a response says it is of. Nothing is verified yet. */
export async function findSamlResponse(
  worlds: Worlds,
  assertion: string,
): Promise<FoundResponse> {
  const base64 = assertion.replace(/\s/g, '');
  if (!/^[A-Za-z0-9+/]+=*$/.test(base64))
    throw invalidIdentityToken('Invalid base64 SAMLResponse');
  const xml = Buffer.from(base64, 'base64').toString('utf8');
  const fields = readResponse(xml);
  const found = await findSamlIdp(worlds, fields.issuer);
  if (!found) throw unknownIssuer();
  return { ...found, xml, fields };
}

/** Refuses a provider that IAM does not have, or that describes another identity provider. */
export function checkSamlProvider(
  world: World,
  arn: string,
  { idp, fields }: FoundResponse,
): void {
  const account = world.accounts.get(parseArn(arn)?.accountId ?? '');
  const provider = account?.samlProviders.find((one) => one.arn === arn);
  if (!provider) throw invalidIdentityToken("Specified provider doesn't exist");
  const { metadata } = provider;
  const hasCertificate = metadata.replace(/\s/g, '').includes(`>${idp.certificate}<`);
  if (!hasCertificate || readSamlMetadata(metadata).entityId !== fields.issuer)
    throw unknownIssuer();
}

const tooOld = (): AwsError =>
  new AwsError(
    'ExpiredTokenException',
    'Token must be redeemed within 5 minutes of issuance',
  );

/** When a response is of no use any more, in ms. */
function endOf({ issuedAt, notOnOrAfter, sessionNotOnOrAfter }: SamlFields): number {
  const ends = [Date.parse(issuedAt) + REDEEMABLE_MS, Date.parse(notOnOrAfter)];
  return Math.min(
    ...ends,
    ...(sessionNotOnOrAfter ? [Date.parse(sessionNotOnOrAfter)] : []),
  );
}

/** Refuses a response that was changed, is too old, or is for somebody else. */
export function verifySamlResponse(
  { xml, fields, idp }: FoundResponse,
  nowMs: number,
): void {
  if (!isSealedBy(xml, fields, idp))
    throw invalidIdentityToken('Response signature invalid');
  if (nowMs >= endOf(fields)) throw tooOld();
  if (nowMs < Date.parse(fields.notBefore))
    throw invalidIdentityToken('Response is not yet valid');
  if (!AUDIENCES.has(fields.audience))
    throw invalidIdentityToken('Response does not contain the required audience.');
}
