import { newPrivateKey } from '../issuers/issuer-key';
import { TAG_LENGTH } from '../world/ids';
import type { LiveWorld } from '../world/live-world';
import type { SamlIdp } from '../world/types';
import { findWorldByTag, touch, type Worlds } from '../world/worlds';
import { selfSignedCertificate } from './self-signed-certificate';

const ENTITY_PREFIX = 'https://idp.drawbridge.example.com/saml/';

/** Name of a world's identity provider. It ends with the world's tag: a response names its world. */
export const entityIdOf = ({ state }: LiveWorld): string => ENTITY_PREFIX + state.tag;

/** The identity provider that people of this world sign in at, made when it is first needed. */
export async function samlIdp(worlds: Worlds, live: LiveWorld): Promise<SamlIdp> {
  const { state } = live;
  if (state.samlIdp) return state.samlIdp;
  const privateKey = await newPrivateKey('RS256');
  const certificate = selfSignedCertificate(privateKey, 'Practice sign-in');
  state.samlIdp ??= { privateKey, certificate: certificate.toString('base64') };
  touch(worlds, live);
  return state.samlIdp;
}

/** The world and identity provider that an issuer's name means; null when it is none of ours. */
export async function findSamlIdp(
  worlds: Worlds,
  issuer: string,
): Promise<{ live: LiveWorld; idp: SamlIdp } | null> {
  if (!issuer.startsWith(ENTITY_PREFIX)) return null;
  const tag = issuer.slice(ENTITY_PREFIX.length);
  const live = tag.length === TAG_LENGTH ? await findWorldByTag(worlds, tag) : null;
  const idp = live?.state.samlIdp;
  return live && idp ? { live, idp } : null;
}

/**
 * What the identity provider says of itself, for CreateSAMLProvider.
 * @see https://docs.oasis-open.org/security/saml/v2.0/saml-metadata-2.0-os.pdf
 */
export const samlMetadata = (entityId: string, { certificate }: SamlIdp): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${entityId}">
  <md:IDPSSODescriptor WantAuthnRequestsSigned="false" protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
    <md:KeyDescriptor use="signing">
      <ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>
    </md:KeyDescriptor>
    <md:NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:persistent</md:NameIDFormat>
    <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="${entityId}/sso"/>
  </md:IDPSSODescriptor>
</md:EntityDescriptor>
`;
