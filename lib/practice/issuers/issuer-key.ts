import {
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  type KeyObject,
} from 'node:crypto';
import { promisify } from 'node:util';
import { randomBase32, TAG_LENGTH } from '../world/ids';
import type { LiveWorld } from '../world/live-world';
import type { IssuerKey } from '../world/types';
import { findWorldByTag, touch, type Worlds } from '../world/worlds';

const generate = promisify(generateKeyPair);
const publicKeys = new WeakMap<IssuerKey, KeyObject>();

/** A new private key, PKCS #8 in PEM. Made off the main thread: RSA takes its time. */
async function newPrivateKey(alg: IssuerKey['alg']): Promise<string> {
  const { privateKey } =
    alg === 'RS256'
      ? await generate('rsa', { modulusLength: 2048 })
      : await generate('ec', { namedCurve: 'P-256' });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

const keptKey = ({ state }: LiveWorld, issuer: string, alg: IssuerKey['alg']) =>
  [...state.issuerKeys.values()].find((key) => key.issuer === issuer && key.alg === alg);

/** The key by which an issuer signs in this world, made when it is first needed. */
export async function issuerKey(
  worlds: Worlds,
  live: LiveWorld,
  issuer: string,
  alg: IssuerKey['alg'] = 'RS256',
): Promise<IssuerKey> {
  const kept = keptKey(live, issuer, alg);
  if (kept) return kept;
  const privateKey = await newPrivateKey(alg);
  const madeMeanwhile = keptKey(live, issuer, alg);
  if (madeMeanwhile) return madeMeanwhile;
  const kid = `${live.state.tag}${randomBase32(12)}`;
  const key: IssuerKey = { kid, issuer, alg, privateKey };
  live.state.issuerKeys.set(kid, key);
  touch(worlds, live);
  return key;
}

/** The world that a `kid` names, and the key when that world has it. */
export async function findIssuerKey(
  worlds: Worlds,
  kid: string,
): Promise<{ live: LiveWorld; key: IssuerKey } | null> {
  const live = await findWorldByTag(worlds, kid.slice(0, TAG_LENGTH));
  const key = live?.state.issuerKeys.get(kid);
  return live && key ? { live, key } : null;
}

export function publicKeyOf(key: IssuerKey): KeyObject {
  const known = publicKeys.get(key) ?? createPublicKey(createPrivateKey(key.privateKey));
  publicKeys.set(key, known);
  return known;
}
