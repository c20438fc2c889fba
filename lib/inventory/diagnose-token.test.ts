import { expect, it } from 'vitest';
import type { PolicyDocument } from '@/lib/iam/world';
import { diagnoseToken } from './diagnose-token';
import { TokenQuestion } from './questions';
import { account, arnOf, document, PROD, role } from './test-estate';
import { DEPLOY, workspaceOf } from './test-workspace';

const HOST = 'token.actions.githubusercontent.com';
const PROVIDER = arnOf(PROD, `oidc-provider/${HOST}`);
const MAIN = 'repo:acme/shop:ref:refs/heads/main';

const byToken = (Condition: object, Effect = 'Allow') => ({
  Effect,
  Principal: { Federated: PROVIDER },
  Action: 'sts:AssumeRoleWithWebIdentity',
  Condition,
});

const ONLY_MAIN = byToken({
  StringEquals: { [`${HOST}:aud`]: 'sts.amazonaws.com', [`${HOST}:sub`]: MAIN },
});

function estate(trust: PolicyDocument = document(ONLY_MAIN)) {
  const providers = [
    { Arn: PROVIDER, Url: `https://${HOST}`, ClientIDList: ['sts.amazonaws.com'] },
  ];
  return workspaceOf({
    [PROD]: account([role(PROD, 'deploy', trust)], { OpenIDConnectProviders: providers }),
  });
}

async function view(
  asked: Partial<Record<keyof TokenQuestion, unknown>>,
  { deps, actor } = estate(),
) {
  const question = TokenQuestion.parse({ role: DEPLOY, ...asked });
  const found = await diagnoseToken(deps, actor, question);
  if (!found.ok) throw new Error(found.error.kind);
  return found.value;
}

const claims = (sub: string, aud = 'sts.amazonaws.com') => ({ sub: [sub], aud: [aud] });

it('says whose tokens a role takes, and by which claims, before it is told any', async () => {
  expect(await view({})).toEqual({
    roleName: 'deploy',
    accountName: 'Prod',
    trusted: [{ provider: PROVIDER, host: HOST, claims: ['aud', 'sub'] }],
    registered: [{ host: HOST, audiences: ['sts.amazonaws.com'] }],
    diagnosis: null,
  });
});

it('tells which claim fails which condition, and gives the statement that would let it in', async () => {
  const sub = 'repo:acme/shop:pull_request';
  const { diagnosis } = await view({ provider: PROVIDER, claims: claims(sub) });
  expect(diagnosis).toMatchObject({ deck: 'denied', refusingId: 'trust' });
  expect(diagnosis?.sentence).toContain(sub);
  expect(diagnosis?.comparison).toContain('signature was not looked at');
  const statement = JSON.parse(diagnosis?.mends.at(-1)?.statement ?? '{}');
  expect(statement).toEqual(
    byToken({
      StringEquals: { [`${HOST}:aud`]: 'sts.amazonaws.com', [`${HOST}:sub`]: sub },
    }),
  );
});

it('asks for the audience of the token, though the trust names none', async () => {
  const world = estate(document(byToken({ StringEquals: { [`${HOST}:sub`]: MAIN } })));
  const { trusted } = await view({}, world);
  expect(trusted[0]?.claims).toEqual(['aud', 'sub']);
  const sub = 'repo:acme/shop:pull_request';
  const asked = (given: object) => view({ provider: PROVIDER, claims: given }, world);
  const { diagnosis } = await asked(claims(sub));
  expect(JSON.parse(diagnosis?.mends.at(-1)?.statement ?? '{}').Condition).toEqual({
    StringEquals: { [`${HOST}:aud`]: 'sts.amazonaws.com', [`${HOST}:sub`]: sub },
  });

  const without = await asked({ sub: [sub] });
  expect(without.diagnosis?.mends.every(({ statement }) => statement === null)).toBe(
    true,
  );
});

it('lets in a token that fits, and says so', async () => {
  const { diagnosis } = await view({ provider: PROVIDER, claims: claims(MAIN) });
  expect(diagnosis).toMatchObject({ deck: 'works', refusingId: null });
});

it('takes a claim that the token lacks for absent, and drops one that nobody named', async () => {
  const { diagnosis } = await view({
    provider: PROVIDER,
    claims: { aud: ['sts.amazonaws.com'], email: ['ana@example.com'] },
  });
  expect(diagnosis?.deck).toBe('denied');
  expect(JSON.stringify(diagnosis)).not.toContain('ana@example.com');
  // Without a subject a statement would let in everybody of the issuer.
  expect(diagnosis?.mends.every(({ statement }) => statement === null)).toBe(true);
});

it('asks for the claims that a denial names as well', async () => {
  const denial = byToken({ StringLike: { [`${HOST}:sub`]: '*:pull_request' } }, 'Deny');
  const broad = byToken({
    StringEquals: { [`${HOST}:aud`]: 'sts.amazonaws.com' },
    StringLike: { [`${HOST}:sub`]: 'repo:acme/*' },
  });
  const world = estate(document(broad, denial));
  const { diagnosis } = await view(
    { provider: PROVIDER, claims: claims('repo:acme/shop:pull_request') },
    world,
  );
  expect(diagnosis).toMatchObject({ deck: 'denied', refusingId: 'trust' });
});

it('trusts nobody whom a denial alone names', async () => {
  const denial = byToken({ StringLike: { [`${HOST}:sub`]: '*:pull_request' } }, 'Deny');
  const found = await view({ provider: PROVIDER }, estate(document(denial)));
  expect(found).toMatchObject({ trusted: [], diagnosis: null });
});

it('offers a claim as it is, though a policy would read a variable in it', async () => {
  const { diagnosis } = await view({
    provider: PROVIDER,
    claims: claims(`repo:acme/\${aws:username}`),
  });
  expect(diagnosis?.mends.at(-1)?.statement).toContain(`repo:acme/\${$}{aws:username}`);
});

it('judges nothing for a provider that the role does not trust', async () => {
  const { diagnosis } = await view({
    provider: arnOf(PROD, 'oidc-provider/other.example.com'),
  });
  expect(diagnosis).toBeNull();
});

it('knows no role that was not read, and takes no heaps of claims', async () => {
  await expect(view({ role: `arn:aws:iam::${PROD}:role/gone` })).rejects.toThrow(
    'not_found',
  );
  const heap = Object.fromEntries(Array.from({ length: 41 }, (_, n) => [`c${n}`, ['x']]));
  expect(TokenQuestion.safeParse({ role: DEPLOY, claims: heap }).success).toBe(false);
  expect(TokenQuestion.safeParse({ role: 'deploy' }).success).toBe(false);
});
