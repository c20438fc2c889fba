import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** What a browser is asked with, of which a device here reads the challenge alone. */
type Asked = { challenge: string };

const PRESENT = 0x01;
const VERIFIED = 0x04;
const HAS_KEY = 0x40;

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest();
const base64url = (data: string | Buffer) => Buffer.from(data).toString('base64url');

/** CBOR of a public key on P-256 for ES256, as COSE has it. */
function coseKey({ x = '', y = '' }: JsonWebKey): Buffer {
  const coordinate = (label: number, text: string) =>
    Buffer.concat([Buffer.from([label, 0x58, 32]), Buffer.from(text, 'base64url')]);
  const head = Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01]);
  return Buffer.concat([head, coordinate(0x21, x), coordinate(0x22, y)]);
}

/** CBOR of an attestation that says nothing of the device. */
function attestationOf(data: Buffer): Buffer {
  const text = (word: string) => Buffer.from([0x60 + word.length, ...Buffer.from(word)]);
  const size = Buffer.from([0x59, data.length >> 8, data.length & 0xff]);
  return Buffer.concat([
    Buffer.from([0xa3]),
    text('fmt'),
    text('none'),
    text('attStmt'),
    Buffer.from([0xa0]),
    text('authData'),
    size,
    data,
  ]);
}

/**
 * A device with one passkey, and the browser before it: what they post, by the words of the
 * standard.
 *
 * @see https://www.w3.org/TR/webauthn-3/#sctn-authenticator-data
 */
export function makeAuthenticator(own: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const credentialId = randomBytes(32);
  const id = base64url(credentialId);
  const common = { id, rawId: id, type: 'public-key', clientExtensionResults: {} };

  const dataOf = (flags: number, counter: number, rest = Buffer.alloc(0)) => {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    const home = sha256(new URL(own).hostname);
    return Buffer.concat([home, Buffer.from([flags]), count, rest]);
  };
  const clientData = (type: string, { challenge }: Asked, origin: string) =>
    JSON.stringify({ type, challenge, origin, crossOrigin: false });

  return {
    id,
    /** The answer that makes the passkey. */
    make(asked: Asked, { isVerified = true, origin = own } = {}) {
      const flags = PRESENT | HAS_KEY | (isVerified ? VERIFIED : 0);
      const size = Buffer.from([0, credentialId.length]);
      const key = coseKey(publicKey.export({ format: 'jwk' }));
      const rest = Buffer.concat([Buffer.alloc(16), size, credentialId, key]);
      const response = {
        clientDataJSON: base64url(clientData('webauthn.create', asked, origin)),
        attestationObject: base64url(attestationOf(dataOf(flags, 0, rest))),
        transports: ['internal'],
      };
      return { ...common, response };
    },
    /** The answer that shows it. */
    show(asked: Asked, { isVerified = true, origin = own, counter = 0 } = {}) {
      const data = dataOf(PRESENT | (isVerified ? VERIFIED : 0), counter);
      const client = clientData('webauthn.get', asked, origin);
      const signature = sign('sha256', Buffer.concat([data, sha256(client)]), privateKey);
      const response = {
        clientDataJSON: base64url(client),
        authenticatorData: base64url(data),
        signature: base64url(signature),
      };
      return { ...common, response };
    },
  };
}

export type Authenticator = ReturnType<typeof makeAuthenticator>;
