import { spawnSync } from 'node:child_process';
import { generateKeyPairSync, randomUUID, X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { selfSignedCertificate } from '../saml/self-signed-certificate';
import { messageOf, worldOf } from '../test-practice';
import { practice } from './test-federation';
import {
  ANNA,
  assume,
  metadata,
  responseOf,
  startSaml,
  xmlOf,
} from './test-sign-in-by-saml';

const base64 = (xml: string) => Buffer.from(xml).toString('base64');

beforeAll(startSaml);
afterAll(() => practice.stop());

describe('a forged SAML response', () => {
  const isRefused = async (xml: string, message = 'Response signature invalid') =>
    expect(await messageOf(assume(base64(xml)))).toBe(message);

  it.each([
    ['another role', (xml: string) => xml.replaceAll('role/desk', 'role/prod-read')],
    ['another subject', (xml: string) => xml.replace('>anna@acme', '>boss@acme')],
    [
      'a longer life',
      (xml: string) => xml.replaceAll('NotOnOrAfter="2', 'NotOnOrAfter="3'),
    ],
    [
      'no signature',
      (xml: string) => xml.replace(/<ds:Signature .*<\/ds:Signature>/, ''),
    ],
    [
      'an empty signature',
      (xml: string) => xml.replace(/(<ds:SignatureValue>)[^<]*/, '$1'),
    ],
    ['a comment in a value', (xml: string) => xml.replace('@acme', '<!-- x -->@acme')],
    [
      'a second assertion',
      (xml: string) => xml.replace(/(<saml:Assertion .*<\/saml:Assertion>)/, '$1$1'),
    ],
    ['more after its end', (xml: string) => `${xml}<!-- x -->`],
    ['white space', (xml: string) => xml.replace('<saml:Subject>', ' <saml:Subject>')],
  ])('with %s is refused', async (_, change) => {
    const xml = xmlOf(await responseOf());
    expect(change(xml)).not.toBe(xml);
    await isRefused(change(xml));
  });

  it('is refused when another certificate came along', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const other = selfSignedCertificate(pem, 'Mallory').toString('base64');
    const xml = xmlOf(await responseOf());
    await isRefused(xml.replace(/(<ds:X509Certificate>)[^<]*/, `$1${other}`));
  });

  it('is refused when it is none', async () => {
    expect(await messageOf(assume('not base64!'))).toBe('Invalid base64 SAMLResponse');
    await isRefused('<x/>', 'Issuer not present in specified provider');
    await isRefused('garbage', 'Issuer not present in specified provider');
  });

  it('of another world is refused here, whatever its name says', async () => {
    const other = worldOf(practice.url, randomUUID());
    await other.control('PUT', '', { seed: 'org' });
    const theirs = await other.signInBySaml(ANNA);
    expect(await messageOf(assume(theirs.samlResponse))).toBe(
      "Specified provider doesn't exist",
    );
    const { entityId } = await practice.signInBySaml(ANNA);
    await isRefused(xmlOf(theirs.samlResponse).replaceAll(theirs.entityId, entityId));
  });
});

describe('the practice identity provider', () => {
  it('has a certificate that it signed itself', () => {
    const [, body = ''] = /<ds:X509Certificate>([^<]*)</.exec(metadata) ?? [];
    const certificate = new X509Certificate(Buffer.from(body, 'base64'));
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.subject).toBe('CN=Practice sign-in');
    expect(new Date(certificate.validTo).getUTCFullYear()).toBe(2120);
  });

  const canonicalize =
    'import sys, xml.etree.ElementTree as E; sys.stdout.write(E.canonicalize(sys.stdin.read()))';
  const python = (input: string) =>
    spawnSync('python3', ['-c', canonicalize], { input, encoding: 'utf8' });

  it.skipIf(python('<a/>').status !== 0)(
    'writes canonical XML, as others canonicalise it',
    async () => {
      const xml = xmlOf(
        await responseOf({
          nameId: 'a&b<c>"d\'',
          attributes: { 'PrincipalTag:note&"<': ['x > y', 'ü & z'] },
        }),
      );
      expect(python(xml).stdout).toBe(xml);
    },
  );
});
