import { jsonResponse } from '../wire/json-response';
import type { WireRequest, WireResponse } from '../wire/request';
import { TAG_LENGTH } from '../world/ids';
import type { LiveWorld } from '../world/live-world';
import { findWorldByTag, type Worlds } from '../world/worlds';
import { issuerKey, publicKeyOf } from './issuer-key';
import { hostOfIssuer, issuerNamed } from './practice-issuers';

const ADDRESS = new RegExp(
  `^/_practice/issuers/([A-Z2-7]{${TAG_LENGTH}})/(.+)/\\.well-known/(openid-configuration|jwks)$`,
);

type Head = Omit<WireRequest, 'body'>;

export const isIssuers = ({ rawPath }: Head): boolean =>
  rawPath.startsWith('/_practice/issuers/');

/** Where a world publishes an issuer's keys: by the world's tag and the issuer's name or host. */
export const issuerPath = (tag: string, issuer: string): string =>
  `/_practice/issuers/${tag}/${hostOfIssuer(issuer)}`;

async function keysOf(worlds: Worlds, live: LiveWorld, issuer: string): Promise<object> {
  await issuerKey(worlds, live, issuer);
  const keys = [...live.state.issuerKeys.values()].filter((key) => key.issuer === issuer);
  return {
    keys: keys.map((key) => ({
      ...publicKeyOf(key).export({ format: 'jwk' }),
      kid: key.kid,
      alg: key.alg,
      use: 'sig',
    })),
  };
}

const configuration = (base: string, issuer: string): object => ({
  issuer,
  jwks_uri: `${base}/.well-known/jwks`,
  response_types_supported: ['id_token'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256', 'ES256'],
  claims_supported: ['aud', 'exp', 'iat', 'iss', 'nbf', 'sub'],
});

/** Issuers that nobody asked a token of have no keys, whatever their address. */
function knownIssuer(live: LiveWorld, name: string): string | null {
  const byName = issuerNamed(name);
  if (byName && !name.includes('.')) return byName;
  const issuer = issuerNamed(`https://${name}`);
  const isKnown = [...live.state.issuerKeys.values()].some(
    (key) => key.issuer === issuer,
  );
  return isKnown ? issuer : null;
}

/**
 * Discovery document and public keys of a practice issuer. Nothing here is secret.
 * @see https://openid.net/specs/openid-connect-discovery-1_0.html
 */
export async function answerIssuers(worlds: Worlds, head: Head): Promise<WireResponse> {
  const [, tag = '', name = '', wanted] = ADDRESS.exec(head.rawPath) ?? [];
  if (head.method !== 'GET' && head.method !== 'HEAD')
    return jsonResponse(405, { error: 'This address takes GET only.' });
  const live = wanted ? await findWorldByTag(worlds, tag) : null;
  const issuer = live && knownIssuer(live, name);
  if (!live || !issuer) return jsonResponse(404, { error: 'No such issuer.' });
  if (wanted === 'jwks') return jsonResponse(200, await keysOf(worlds, live, issuer));
  const base = `http://${head.headers['host']}${issuerPath(tag, issuer)}`;
  return jsonResponse(200, configuration(base, issuer));
}
