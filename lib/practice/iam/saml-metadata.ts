import { X509Certificate } from 'node:crypto';
import { XMLParser } from 'fast-xml-parser';
import { AwsError } from '../wire/aws-error';

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
});

const unreadable = (): AwsError =>
  new AwsError('InvalidInput', 'Could not parse metadata');

function parse(text: string): unknown {
  try {
    return parser.parse(text, true);
  } catch {
    throw unreadable();
  }
}

/** What stands at a path of element names; where an element is repeated, in each of them. */
function valuesAt(value: unknown, [name, ...path]: string[]): unknown[] {
  if (Array.isArray(value))
    return value.flatMap((one) =>
      valuesAt(one, name === undefined ? [] : [name, ...path]),
    );
  if (name === undefined) return [value];
  const isHolder =
    typeof value === 'object' && value !== null && Object.hasOwn(value, name);
  return isHolder ? valuesAt(new Map(Object.entries(value)).get(name), path) : [];
}

const CERTIFICATE = [
  'IDPSSODescriptor',
  'KeyDescriptor',
  'KeyInfo',
  'X509Data',
  'X509Certificate',
];

function isCertificate(text: unknown): boolean {
  const base64 = typeof text === 'string' ? text.replace(/\s/g, '') : '';
  try {
    return new X509Certificate(Buffer.from(base64, 'base64')).publicKey.type === 'public';
  } catch {
    return false;
  }
}

/**
 * Reads what an identity provider says of itself: an `EntityDescriptor` with an entity id
 * and a certificate to check its assertions by. InvalidInput when it is none.
 *
 * @see https://docs.oasis-open.org/security/saml/v2.0/saml-metadata-2.0-os.pdf
 */
export function readSamlMetadata(text: string): {
  entityId: string;
  validUntil: Date | null;
} {
  const [entity] = valuesAt(parse(text), ['EntityDescriptor']);
  const [entityId] = valuesAt(entity, ['@entityID']);
  const certificates = valuesAt(entity, CERTIFICATE);
  const isComplete = certificates.length > 0 && certificates.every(isCertificate);
  if (typeof entityId !== 'string' || !isComplete) throw unreadable();
  const [validUntil] = valuesAt(entity, ['@validUntil']);
  const at = new Date(String(validUntil));
  return { entityId, validUntil: Number.isNaN(at.getTime()) ? null : at };
}
