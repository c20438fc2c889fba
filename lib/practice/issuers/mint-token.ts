import * as z from 'zod';
import { AwsError } from '../wire/aws-error';
import type { LiveWorld } from '../world/live-world';
import type { Worlds } from '../world/worlds';
import { issuerPath } from './answer-issuers';
import { issuerKey } from './issuer-key';
import { signJwt } from './jwt';
import { issuerNamed } from './practice-issuers';

const LIFE_SECONDS = 600;

export const MintTokenInput = z.object({
  /** `github`, `gitlab`, `eks`, `console`, or any https address. */
  issuer: z.string(),
  alg: z.enum(['RS256', 'ES256']).optional(),
  /** Beside or instead of what a token has by itself; `null` leaves a claim out. */
  claims: z.record(z.string(), z.unknown()),
});
export type MintTokenInput = z.infer<typeof MintTokenInput>;

export type MintTokenOutput = { token: string; kid: string; issuerPath: string };

/** A signed token of one of the world's issuers, as a workflow or a pod would get it. */
export async function mintToken(
  worlds: Worlds,
  live: LiveWorld,
  input: MintTokenInput,
): Promise<MintTokenOutput> {
  const issuer = issuerNamed(input.issuer);
  if (!issuer)
    throw new AwsError('BadRequest', `${input.issuer} is not an https address.`);
  const key = await issuerKey(worlds, live, issuer, input.alg);
  const now = Math.floor(live.now() / 1000);
  const own = { iss: issuer, aud: 'sts.amazonaws.com', iat: now, nbf: now };
  const all = { ...own, exp: now + LIFE_SECONDS, ...input.claims };
  const claims = Object.fromEntries(
    Object.entries(all).filter(([, value]) => value !== null),
  );
  return {
    token: signJwt(key, claims),
    kid: key.kid,
    issuerPath: issuerPath(live.state.tag, issuer),
  };
}
