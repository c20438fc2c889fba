import { createHash } from 'node:crypto';
import type { SamlFields } from './saml-fields';

const ASSERTION_NS = 'urn:oasis:names:tc:SAML:2.0:assertion';
const PROTOCOL_NS = 'urn:oasis:names:tc:SAML:2.0:protocol';
const SIGNATURE_NS = 'http://www.w3.org/2000/09/xmldsig#';
const EXCLUSIVE_C14N = 'http://www.w3.org/2001/10/xml-exc-c14n#';

/** Escapes of canonical XML: one way to write each character, in text and in attributes. */
const text = (value: string): string =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const attribute = (value: string): string =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const element = (name: string, attributes: string, content: string): string =>
  `<${name}${attributes}>${content}</${name}>`;

/** Attributes in canonical order: namespaces first, the rest by name. */
const attributes = (pairs: [name: string, value: string][]): string =>
  pairs.map(([name, value]) => ` ${name}="${attribute(value)}"`).join('');

function subject(fields: SamlFields): string {
  const nameId = element(
    'saml:NameID',
    attributes([['Format', fields.nameIdFormat]]),
    text(fields.nameId),
  );
  const data = element(
    'saml:SubjectConfirmationData',
    attributes([
      ['NotOnOrAfter', fields.notOnOrAfter],
      ['Recipient', fields.recipient],
    ]),
    '',
  );
  const bearer = attributes([['Method', 'urn:oasis:names:tc:SAML:2.0:cm:bearer']]);
  const confirmation = element('saml:SubjectConfirmation', bearer, data);
  return element('saml:Subject', '', nameId + confirmation);
}

function conditions(fields: SamlFields): string {
  const times = attributes([
    ['NotBefore', fields.notBefore],
    ['NotOnOrAfter', fields.notOnOrAfter],
  ]);
  const audience = element('saml:Audience', '', text(fields.audience));
  const restriction = element('saml:AudienceRestriction', '', audience);
  return element('saml:Conditions', times, restriction);
}

function authentication({ issuedAt, sessionNotOnOrAfter }: SamlFields): string {
  const end: [string, string][] = sessionNotOnOrAfter
    ? [['SessionNotOnOrAfter', sessionNotOnOrAfter]]
    : [];
  const by = 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport';
  const reference = element('saml:AuthnContextClassRef', '', by);
  const context = element('saml:AuthnContext', '', reference);
  return element(
    'saml:AuthnStatement',
    attributes([['AuthnInstant', issuedAt], ...end]),
    context,
  );
}

const statement = (fields: SamlFields): string =>
  element(
    'saml:AttributeStatement',
    '',
    fields.attributes
      .map(({ name, values }) =>
        element(
          'saml:Attribute',
          attributes([['Name', name]]),
          values.map((value) => element('saml:AttributeValue', '', text(value))).join(''),
        ),
      )
      .join(''),
  );

/** The assertion in canonical form, with its signature in the place for it or without. */
function assertion(fields: SamlFields, signature: string): string {
  return element(
    'saml:Assertion',
    attributes([
      ['xmlns:saml', ASSERTION_NS],
      ['ID', fields.assertionId],
      ['IssueInstant', fields.issuedAt],
      ['Version', '2.0'],
    ]),
    element('saml:Issuer', '', text(fields.issuer)) +
      signature +
      subject(fields) +
      conditions(fields) +
      authentication(fields) +
      statement(fields),
  );
}

const algorithm = (name: string, value: string, content = ''): string =>
  element(name, attributes([['Algorithm', value]]), content);

/** What is signed: the assertion's digest. Canonical when it declares its namespace itself. */
function signedInfo(fields: SamlFields, namespace: string): string {
  const digest = createHash('sha256').update(assertion(fields, '')).digest('base64');
  const transforms =
    algorithm('ds:Transform', `${SIGNATURE_NS}enveloped-signature`) +
    algorithm('ds:Transform', EXCLUSIVE_C14N);
  const reference = element(
    'ds:Reference',
    attributes([['URI', `#${fields.assertionId}`]]),
    element('ds:Transforms', '', transforms) +
      algorithm('ds:DigestMethod', 'http://www.w3.org/2001/04/xmlenc#sha256') +
      element('ds:DigestValue', '', digest),
  );
  return element(
    'ds:SignedInfo',
    namespace,
    algorithm('ds:CanonicalizationMethod', EXCLUSIVE_C14N) +
      algorithm(
        'ds:SignatureMethod',
        'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
      ) +
      reference,
  );
}

const DECLARED = attributes([['xmlns:ds', SIGNATURE_NS]]);

/**
 * The bytes an assertion's signature is over.
 * @see https://www.w3.org/TR/xmldsig-core1/
 */
export const bytesToSign = (fields: SamlFields): Buffer =>
  Buffer.from(signedInfo(fields, DECLARED));

/**
 * A whole SAML response, each byte decided by its fields: what cannot be written so was not
 * made by a practice identity provider.
 */
export function writeResponse(
  fields: SamlFields,
  seal: { signature: string; certificate: string },
): string {
  const certificate = element('ds:X509Certificate', '', seal.certificate);
  const signature = element(
    'ds:Signature',
    DECLARED,
    signedInfo(fields, '') +
      element('ds:SignatureValue', '', seal.signature) +
      element('ds:KeyInfo', '', element('ds:X509Data', '', certificate)),
  );
  const success = attributes([['Value', 'urn:oasis:names:tc:SAML:2.0:status:Success']]);
  const issuer = attributes([['xmlns:saml', ASSERTION_NS]]);
  return element(
    'samlp:Response',
    attributes([
      ['xmlns:samlp', PROTOCOL_NS],
      ['Destination', fields.recipient],
      ['ID', fields.responseId],
      ['IssueInstant', fields.issuedAt],
      ['Version', '2.0'],
    ]),
    element('saml:Issuer', issuer, text(fields.issuer)) +
      element('samlp:Status', '', element('samlp:StatusCode', success, '')) +
      assertion(fields, signature),
  );
}
