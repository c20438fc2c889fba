import { verify, X509Certificate } from 'node:crypto';
import type { SamlIdp } from '../world/types';
import type { SamlFields } from './saml-fields';
import { bytesToSign, writeResponse } from './write-response';

const plain = (value: string): string =>
  value
    .replaceAll('&quot;', '"')
    .replaceAll('&gt;', '>')
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&');

const find = (xml: string, pattern: RegExp): string =>
  plain(pattern.exec(xml)?.[1] ?? '');

function attributesOf(xml: string): SamlFields['attributes'] {
  const [, ...parts] = xml.split('<saml:Attribute Name="');
  return parts.map((part) => {
    const [content = ''] = part.split('</saml:Attribute>');
    const values = content.matchAll(/<saml:AttributeValue>([^<]*)</g);
    return {
      name: find(part, /^([^"<]*)"/),
      values: [...values].map(([, value = '']) => plain(value)),
    };
  });
}

/** Picks the fields out of a response; whether they are all of it is `isSealedBy`'s to say. */
export const readResponse = (xml: string): SamlFields => ({
  responseId: find(
    xml,
    /^<samlp:Response xmlns:samlp="[^"<]*" Destination="[^"<]*" ID="([^"<]*)"/,
  ),
  assertionId: find(xml, /<saml:Assertion xmlns:saml="[^"<]*" ID="([^"<]*)"/),
  issuer: find(xml, /<saml:Issuer xmlns:saml="[^"<]*">([^<]*)</),
  issuedAt: find(xml, / IssueInstant="([^"<]*)"/),
  nameIdFormat: find(xml, /<saml:NameID Format="([^"<]*)"/),
  nameId: find(xml, /<saml:NameID Format="[^"<]*">([^<]*)</),
  recipient: find(xml, / Recipient="([^"<]*)"/),
  notBefore: find(xml, / NotBefore="([^"<]*)"/),
  notOnOrAfter: find(xml, / NotOnOrAfter="([^"<]*)"/),
  audience: find(xml, /<saml:Audience>([^<]*)</),
  sessionNotOnOrAfter: find(xml, / SessionNotOnOrAfter="([^"<]*)"/),
  attributes: attributesOf(xml),
});

/**
 * Whether an identity provider of the practice accounts made this response, and nobody
 * changed it. It must be, byte for byte, what the provider writes for these fields, so there
 * is nothing in it that was not signed and no second way to read it.
 */
export function isSealedBy(
  xml: string,
  fields: SamlFields,
  { certificate }: SamlIdp,
): boolean {
  const signature = find(xml, /<ds:SignatureValue>([^<]*)</);
  const { publicKey } = new X509Certificate(Buffer.from(certificate, 'base64'));
  const given = Buffer.from(signature, 'base64');
  return (
    xml === writeResponse(fields, { signature, certificate }) &&
    verify('sha256', bytesToSign(fields), publicKey, given)
  );
}
