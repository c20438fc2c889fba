import type { Call } from '../operation';
import { AwsError } from '../wire/aws-error';
import type { KeyGrant, StoredKey } from '../world/kms-types';
import type { AccountState } from '../world/types';

export type PlacedGrant = { owner: AccountState; key: StoredKey; grant: KeyGrant };

/** Every grant of the world. */
export function* allGrants(call: Call): Generator<PlacedGrant> {
  for (const owner of call.world.accounts.values())
    for (const key of owner.kmsKeys.values())
      for (const grant of key.grants) yield { owner, key, grant };
}

const invalidToken = (): AwsError =>
  new AwsError('InvalidGrantTokenException', 'The grant token is not valid.');

export function grantOfToken(call: Call, token: string): PlacedGrant {
  for (const placed of allGrants(call)) if (placed.grant.token === token) return placed;
  throw invalidToken();
}

/** Grants hold at once here, so a token adds nothing; but it has to be one. */
export function checkGrantTokens(call: Call, tokens: readonly string[] = []): void {
  for (const token of tokens) grantOfToken(call, token);
}
