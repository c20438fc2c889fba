import { describe, expect, it } from 'vitest';
import type { CollectedAccount } from '@/lib/iam/world';
import { evaluate } from '../evaluate/evaluate';
import { collectFacts } from '../facts/world-facts';
import { mendTokenStatement } from '../render/mend-token';
import { claimsOfOne } from './claims-of-one';
import { settleToken } from './settle-token';

const ID = '444455556666';
const HOST = 'token.actions.githubusercontent.com';
const PROVIDER = `arn:aws:iam::${ID}:oidc-provider/${HOST}`;
const ROLE = `arn:aws:iam::${ID}:role/deploy`;
const AUD = 'sts.amazonaws.com';
const MAIN = 'repo:acme/shop:ref:refs/heads/main';
const GITHUB = { provider: PROVIDER, host: HOST, claims: ['aud', 'sub'] };

const byToken = (sub: string, more: object = {}) => ({
  Effect: 'Allow',
  Principal: { Federated: PROVIDER },
  Action: 'sts:AssumeRoleWithWebIdentity',
  Condition: { StringEquals: { [`${HOST}:aud`]: AUD, [`${HOST}:sub`]: sub } },
  ...more,
});

function worldOf(statements: object[], audiences: string[] = [AUD]) {
  const role = {
    Path: '/',
    RoleName: 'deploy',
    RoleId: 'AROADEPLOY',
    Arn: ROLE,
    AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: statements },
  };
  const account = {
    RoleDetailList: [role],
    UserDetailList: [],
    GroupDetailList: [],
    Policies: [],
    OpenIDConnectProviders: [{ Arn: PROVIDER, Url: HOST, ClientIDList: audiences }],
  } as unknown as CollectedAccount; // the parts that are asked
  return collectFacts({ accounts: { [ID]: account } });
}

const asked = (sub: string, aud = AUD) => ({
  role: ROLE,
  provider: PROVIDER,
  claims: { sub: [sub], aud: [aud] },
});

describe('the statement for one token', () => {
  const statement = mendTokenStatement({
    provider: PROVIDER,
    claims: { sub: MAIN, aud: AUD },
  });

  it('demands audience and subject, each as it is', () => {
    expect(statement).toMatchObject({
      Principal: { Federated: PROVIDER },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: { StringEquals: { [`${HOST}:aud`]: AUD, [`${HOST}:sub`]: MAIN } },
    });
    const odd = mendTokenStatement({
      provider: PROVIDER,
      claims: { aud: AUD, sub: `repo:acme/\${aws:username}` },
    });
    expect(odd.Condition?.['StringEquals']?.[`${HOST}:sub`]).toBe(
      `repo:acme/\${$}{aws:username}`,
    );
  });

  it('shares its Sid with no other subject, audience or provider', () => {
    const claims = { aud: AUD, sub: MAIN };
    const other = PROVIDER.replace(HOST, 'gitlab.com');
    const sids = [
      mendTokenStatement({ provider: PROVIDER, claims: { ...claims, sub: `${MAIN}2` } }),
      mendTokenStatement({ provider: PROVIDER, claims: { ...claims, aud: 'vault' } }),
      mendTokenStatement({ provider: other, claims }),
      statement,
    ].map(({ Sid }) => Sid);
    expect(new Set(sids).size).toBe(sids.length);
    expect(sids.every((sid) => /^[A-Za-z0-9]+$/.test(sid))).toBe(true);
    expect(mendTokenStatement({ provider: PROVIDER, claims }).Sid).toBe(statement.Sid);
  });

  it('lets in that subject for that audience, and no other', () => {
    const facts = worldOf([statement], [AUD, 'vault']);
    const ask = (context: Record<string, string>) =>
      evaluate(facts, {
        action: 'sts:AssumeRoleWithWebIdentity',
        principal: { Federated: PROVIDER },
        resource: ROLE,
        context,
        unknownKeys: 'assume-absent',
      }).decision;
    expect(ask({ [`${HOST}:aud`]: AUD, [`${HOST}:sub`]: MAIN })).toBe('allow');
    const stranger = MAIN.replace('acme', 'someone');
    expect(ask({ [`${HOST}:aud`]: AUD, [`${HOST}:sub`]: stranger })).toBe('deny');
    expect(ask({ [`${HOST}:aud`]: 'vault', [`${HOST}:sub`]: MAIN })).toBe('deny');
    expect(ask({ [`${HOST}:aud`]: AUD })).toBe('deny');
  });
});

describe('claims of one workload', () => {
  const refusal = (sent: Record<string, string[]>, issuer = GITHUB) => {
    const claims = claimsOfOne(issuer, sent);
    return claims.ok ? '' : claims.error;
  };

  it('drops what the trust policy does not name', () => {
    const sent = { sub: [MAIN], aud: [AUD], email: ['ana@example.com'] };
    expect(claimsOfOne(GITHUB, sent)).toEqual({
      ok: true,
      value: { aud: AUD, sub: MAIN },
    });
  });

  it.each([
    ['no subject', { aud: [AUD] }, /sub is not known here/],
    ['no audience', { sub: [MAIN] }, /aud is not known here/],
    ['two audiences', { sub: [MAIN], aud: [AUD, 'vault'] }, /has 2 values/],
    ['a pattern', { sub: ['repo:*'], aud: [AUD] }, /reads as a pattern/],
    ['an empty subject', { sub: [''], aud: [AUD] }, /is empty/],
    ['a line break', { sub: [`${MAIN}\n`], aud: [AUD] }, /characters that no policy/],
    // GitHub lets a repository choose what its subject says: anybody's may say this.
    ['nobody’s subject', { sub: ['environment:prod'], aud: [AUD] }, /whose it is/],
    ['no owner', { sub: ['repo:/shop:pull_request'], aud: [AUD] }, /whose it is/],
  ])('refuses %s', (_, sent, words) => {
    expect(refusal(sent as Record<string, string[]>)).toMatch(words);
  });

  it('takes any subject of an issuer that only one owner has', () => {
    const own = { provider: PROVIDER, host: 'id.example.com', claims: ['aud', 'sub'] };
    expect(refusal({ sub: ['deployer'], aud: [AUD] }, own)).toBe('');
  });
});

describe('what a plan can add for a token', () => {
  const other = MAIN.replace('main', 'dev');

  it('is the missing statement', () => {
    expect(settleToken(worldOf([byToken(MAIN)]), asked(other))).toEqual({
      mend: {
        role: ROLE,
        provider: PROVIDER,
        claims: { aud: AUD, sub: other },
        absent: [],
      },
    });
  });

  it('asks for the audience that the provider takes, where the trust names none', () => {
    const open = byToken(MAIN, {
      Condition: { StringEquals: { [`${HOST}:sub`]: MAIN } },
    });
    const { aud: _, ...claims } = asked(other).claims;
    const settle = (audiences: string[]) =>
      settleToken(worldOf([open], audiences), { ...asked(other), claims });
    expect(settle([AUD])).toMatchObject({ mend: { claims: { aud: AUD, sub: other } } });
    const several = settle([AUD, 'vault']);
    expect('whyNot' in several && several.whyNot).toContain('aud is not known here');
  });

  it('is nothing where the role takes the token, or none of that issuer', () => {
    expect(settleToken(worldOf([byToken(MAIN)]), asked(MAIN))).toMatchObject({
      isNone: true,
    });
    expect(settleToken(worldOf([]), asked(MAIN))).toMatchObject({ isNone: true });
    const tagsAlone = byToken(MAIN, { Action: 'sts:TagSession' });
    expect(settleToken(worldOf([tagsAlone]), asked(other))).toMatchObject({
      isNone: true,
    });
  });

  it('is the audience as well where the provider does not take it', () => {
    const claims = { aud: 'vault', sub: MAIN };
    expect(settleToken(worldOf([byToken(MAIN)]), asked(MAIN, 'vault'))).toEqual({
      mend: { role: ROLE, provider: PROVIDER, claims, absent: [], lacksAudience: true },
    });
    const denial = byToken(MAIN, { Effect: 'Deny', Condition: {} });
    const denied = settleToken(worldOf([byToken(MAIN), denial]), asked(MAIN, 'vault'));
    expect('whyNot' in denied && denied.whyNot).toMatch(/^even with another statement/);
  });

  it('is nothing where a denial would win', () => {
    const denial = byToken(other, { Effect: 'Deny' });
    const settled = settleToken(worldOf([byToken(MAIN), denial]), asked(other));
    expect('whyNot' in settled && settled.whyNot).toMatch(/^even with another statement/);
  });

  it('is nothing by a provider of another account', () => {
    const provider = PROVIDER.replace(ID, '111122223333');
    const foreign = byToken(MAIN, { Principal: { Federated: provider } });
    const settled = settleToken(worldOf([foreign]), { ...asked(other), provider });
    expect('whyNot' in settled && settled.whyNot).toContain(
      'provider of another account',
    );
  });
});
