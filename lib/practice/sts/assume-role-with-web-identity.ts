import type { AssumeRoleWithWebIdentityCommandInput } from '@aws-sdk/client-sts';
import { parseArn } from '@/lib/core/arn';
import { DEFAULT_SESSION_SECONDS } from '@/lib/core/duration';
import { hostOfIssuer } from '../issuers/practice-issuers';
import type { Given, Occasion } from '../operation';
import type { RoleSession } from '../world/session-types';
import { authorizeFederated, invalidIdentityToken } from './authorize-federated';
import { federatedParams, federatedSession } from './federated-session';
import { checkRoleArn } from './open-session';
import { sessionClaims, tokenKeys } from './token-claims';
import { type Bearer, occasionOf, type Unsigned } from './unsigned';
import { findIdToken, verifyIdToken } from './verify-id-token';

type Input = Given<AssumeRoleWithWebIdentityCommandInput>;

/** The provider that the role's account registered for the issuer. */
function providerOf({ world }: Occasion, roleArn: string, issuer: string): string {
  const account = world.accounts.get(parseArn(roleArn)?.accountId ?? '');
  const host = hostOfIssuer(issuer);
  const provider = account?.oidcProviders.find(({ url }) => hostOfIssuer(url) === host);
  if (provider) return provider.arn;
  throw invalidIdentityToken(
    `No OpenIDConnect provider found in your account for ${issuer}`,
  );
}

/** @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html */
export async function assumeRoleWithWebIdentity(call: Unsigned, input: Input) {
  checkRoleArn(input.RoleArn);
  const found = await findIdToken(call.worlds, input.WebIdentityToken);
  const { issuer } = found.key;
  const at = occasionOf(call, found.live);
  const bearer: Bearer = {
    live: found.live,
    accountId: parseArn(input.RoleArn)?.accountId ?? '',
    principal: `${hostOfIssuer(issuer)}:${String(found.jwt.claims['sub'] ?? '')}`,
    sessionName: input.RoleSessionName,
  };
  await call.comesFrom(bearer, input.RoleArn);
  const provider = providerOf(at, input.RoleArn, issuer);
  const claims = verifyIdToken(found, at.nowMs);
  const keys = tokenKeys(issuer, claims);
  const carried = sessionClaims(claims);
  authorizeFederated(at, {
    action: 'sts:AssumeRoleWithWebIdentity',
    bearer,
    provider,
    roleArn: input.RoleArn,
    context: keys.asked,
    params: federatedParams(input.RoleSessionName, carried),
  });
  const federation: RoleSession['federation'] = { provider, keys: keys.kept };
  const opened = federatedSession(at, input, {
    sessionName: input.RoleSessionName,
    seconds: input.DurationSeconds ?? DEFAULT_SESSION_SECONDS,
    carried,
    federation,
  });
  return {
    ...opened,
    SubjectFromWebIdentityToken: keys.sub,
    Provider: provider,
    Audience: keys.audience,
  };
}
