import { createPublicKey, sign } from 'node:crypto';

/** One DER element: tag, length, content. */
function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const bytes =
    length < 128 ? [] : [...Buffer.from(length.toString(16).padStart(4, '0'), 'hex')];
  const head = bytes.length === 0 ? [tag, length] : [tag, 128 + bytes.length, ...bytes];
  return Buffer.concat([Buffer.from(head), content]);
}

const SEQUENCE = 0x30;
const SET = 0x31;
const sequence = (...parts: Buffer[]): Buffer => der(SEQUENCE, ...parts);

const COMMON_NAME = Buffer.from('0603550403', 'hex');
const SHA256_WITH_RSA = Buffer.from('06092a864886f70d01010b0500', 'hex');

const nameOf = (name: string): Buffer =>
  sequence(der(SET, sequence(COMMON_NAME, der(0x0c, Buffer.from(name)))));

/** From 2020 for a century: practice time may move. */
const VALIDITY = sequence(
  der(0x17, Buffer.from('200101000000Z')),
  der(0x18, Buffer.from('21200101000000Z')),
);

/**
 * A certificate that an RSA key signs for itself, DER: what SAML metadata carries.
 * @see https://www.rfc-editor.org/rfc/rfc5280#section-4.1
 */
export function selfSignedCertificate(privateKey: string, name: string): Buffer {
  const algorithm = sequence(SHA256_WITH_RSA);
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  const body = sequence(
    der(0x02, Buffer.from([1])),
    algorithm,
    nameOf(name),
    VALIDITY,
    nameOf(name),
    publicKey,
  );
  const signature = sign('sha256', body, privateKey);
  return sequence(body, algorithm, der(0x03, Buffer.from([0]), signature));
}
