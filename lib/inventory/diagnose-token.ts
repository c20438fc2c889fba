import { requirePermission } from '@/lib/auth/permissions';
import { nameOfArn, parseArn } from '@/lib/core/arn';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import {
  hostOfProvider,
  type TrustedIssuer,
  trustedIssuers,
} from '@/lib/iam/doctor/trusted-issuers';
import type { AccountFacts } from '@/lib/iam/facts/account-facts';
import { findAccount } from '@/lib/iam/facts/world-facts';
import { rememberPolicy } from '@/lib/iam/parse/remember-policy';
import { literalText, oneOrMany } from '@/lib/iam/render/policy-text';
import type { Actor } from '@/lib/ports';
import { diagnoseRequest } from './diagnose-denial';
import type { Diagnosis, MendView } from './doctor/diagnosis';
import { tokenMendPlan } from './doctor/token-mend';
import type { TokenView } from './doctor/token-view';
import type { TokenQuestion } from './questions';
import { type InventoryWorld, loadWorld, type WorldDeps } from './world';

/**
 * What a role's trust policy asks of tokens; and, once the claims that it names are known, which
 * of its conditions refuses one. The token itself never comes here.
 */
export async function diagnoseToken(
  deps: WorldDeps,
  actor: Actor,
  question: TokenQuestion,
): Promise<Result<TokenView, AppError>> {
  const denied = requirePermission(actor, 'inventory:read');
  if (denied) return err(denied);
  const world = await loadWorld(deps, actor.workspaceId);
  const { accountId = '', partition = '' } = parseArn(question.role) ?? {};
  const account = findAccount(world.facts, accountId, partition);
  const role = account?.rolesByArn.get(question.role);
  if (!account || !role) return err({ kind: 'not_found', what: 'This role' });
  const { statements } = rememberPolicy(role.AssumeRolePolicyDocument, 'trust');
  const trusted = trustedIssuers(statements);
  const issuer = trusted.find(({ provider }) => provider === question.provider);
  return ok({
    roleName: nameOfArn(question.role),
    accountName: world.names(accountId).name,
    trusted,
    registered: registeredIn(account),
    diagnosis: issuer ? judge(world, question, issuer) : null,
  });
}

const registeredIn = ({
  providersRead,
  oidcProvidersByArn,
}: AccountFacts): TokenView['registered'] =>
  providersRead.oidc
    ? [...oidcProvidersByArn.values()].map(({ arn, clientIds }) => ({
        host: hostOfProvider(arn),
        audiences: clientIds,
      }))
    : null;

/** Claims that nobody named are dropped; those that the token lacks are known to be absent. */
function judge(
  world: InventoryWorld,
  { role, claims }: TokenQuestion,
  issuer: TrustedIssuer,
): Diagnosis {
  const key = (claim: string) => `${issuer.host}:${claim}`;
  const given = issuer.claims.filter((claim) => (claims[claim] ?? []).length > 0);
  const diagnosis = diagnoseRequest(
    {
      principal: { Federated: issuer.provider },
      action: 'sts:AssumeRoleWithWebIdentity',
      resource: role,
    },
    world,
    {
      known: {
        context: Object.fromEntries(
          given.map((claim) => [key(claim), claims[claim] ?? []]),
        ),
        absentKeys: issuer.claims.filter((claim) => !given.includes(claim)).map(key),
        unknownKeys: 'assume-unknown',
      },
      told: null,
    },
  );
  const addition = additionFor(issuer, claims, given);
  const isRefused = diagnosis.deck === 'denied' && diagnosis.refusingId === 'trust';
  return {
    ...diagnosis,
    comparison:
      'Judged by the claims that the trust policy names. The signature was not looked at: only AWS checks it.',
    mends:
      isRefused && addition
        ? [...diagnosis.mends, sayAddition(world, role, addition)]
        : diagnosis.mends,
    mendPlan: tokenMendPlan(world, {
      role,
      provider: issuer.provider,
      claims: Object.fromEntries(given.map((claim) => [claim, claims[claim] ?? []])),
    }),
  };
}

/**
 * A statement for this very subject and audience; null where the trust asks for no subject, and
 * for a token without an audience, which no provider takes.
 */
function additionFor(
  { provider, host }: TrustedIssuer,
  claims: TokenQuestion['claims'],
  given: string[],
): string | null {
  const isMadeForOne = given.some((claim) => claim.toLowerCase() === 'aud');
  if (!given.includes('sub') || !isMadeForOne) return null;
  const wanted = given.map((claim) => [
    `${host}:${claim}`,
    oneOrMany((claims[claim] ?? []).map(literalText)),
  ]);
  const statement = {
    Effect: 'Allow',
    Principal: { Federated: provider },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: { StringEquals: Object.fromEntries(wanted) },
  };
  return JSON.stringify(statement, null, 2);
}

const sayAddition = (
  { names }: InventoryWorld,
  role: string,
  statement: string,
): MendView => ({
  sentence: `Or, if tokens like this one are to get in: in ${names(parseArn(role)?.accountId ?? '').name}, add this statement to the trust policy of ${nameOfArn(role)}:`,
  statement,
  link: null,
});
