import { can, requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import { CONSOLE_SESSION } from '@/lib/iam/render/hand-out';
import { renderOidcTrust } from '@/lib/iam/render/oidc-trust';
import { policyText } from '@/lib/iam/render/policy-text';
import type { Actor, IdentityTokens } from '@/lib/ports';
import type { IssuerView } from '../schema';
import { TOKEN_AUDIENCE } from './subject';

type Deps = { identityTokens: Pick<IdentityTokens, 'issuerOf'> };

/** Stands for the account that the trust policy is to be put into. */
const SOME_ACCOUNT = '111122223333';

/** The console's issuer in this workspace, and what a role needs that trusts it. */
export async function getIssuer(
  { identityTokens }: Deps,
  actor: Actor,
): Promise<Result<IssuerView, AppError>> {
  const denied = requirePermission(actor, 'credentials:list');
  if (denied) return err(denied);
  const issuer = await identityTokens.issuerOf(actor.workspaceId);
  return ok({
    issuer,
    audience: TOKEN_AUDIENCE,
    trust: issuer && trustText(issuer),
    mayOpen: can(actor, 'issuer:open'),
  });
}

/** Everybody whom the console gives the role; the grants say who that is. */
const trustText = (issuer: string): string =>
  policyText(
    renderOidcTrust({
      providerArn: `arn:aws:iam::${SOME_ACCOUNT}:oidc-provider/${issuer.replace('https://', '')}`,
      audiences: [TOKEN_AUDIENCE],
      subjects: ['person:*'],
      guard: CONSOLE_SESSION,
    }),
  );
