import {
  AssumeRoleWithWebIdentityCommand,
  type AssumeRoleWithWebIdentityCommandInput,
} from '@aws-sdk/client-sts';
import type { SeedStatement } from '../seed/document';
import { ACCOUNT, makeRole, nobody, practice, startFederation } from './test-federation';

export const HOST = 'token.actions.githubusercontent.com';
export const PROVIDER = `arn:aws:iam::${ACCOUNT}:oidc-provider/${HOST}`;
export const MAIN = 'repo:acme/shop:ref:refs/heads/main';

/** A role that the main branch may take. */
export let ship: string;

export const trustsToken = (
  conditions: Record<string, string>,
  more: Partial<SeedStatement> = {},
): SeedStatement => ({
  Effect: 'Allow',
  Principal: { Federated: PROVIDER },
  Action: 'sts:AssumeRoleWithWebIdentity',
  Condition: { StringEquals: conditions },
  ...more,
});

export const assume = (
  WebIdentityToken: string,
  RoleArn: string,
  more: Partial<AssumeRoleWithWebIdentityCommandInput> = {},
) =>
  nobody.send(
    new AssumeRoleWithWebIdentityCommand({
      RoleArn,
      RoleSessionName: 'run-7',
      WebIdentityToken,
      ...more,
    }),
  );

/** A token of GitHub's stand-in, of the main branch unless the claims say otherwise. */
export const tokenOf = async (claims: Record<string, unknown>): Promise<string> =>
  (await practice.mint('github', { sub: MAIN, ...claims })).token;

export async function startTokens(): Promise<void> {
  await startFederation();
  const keys = { [`${HOST}:aud`]: 'sts.amazonaws.com', [`${HOST}:sub`]: MAIN };
  ship = await makeRole('ship', trustsToken(keys));
}
