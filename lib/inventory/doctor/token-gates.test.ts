import { describe, expect, it } from 'vitest';
import { hostOfToken, type ReadToken, readToken, textsOf } from './read-token';
import { issuerOf, namedClaims, tokenGates } from './token-gates';

const HOST = 'token.example.com/team';
const NOW = new Date('2026-11-26T12:00:00Z');
const seconds = NOW.getTime() / 1000;

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const jwt = (claims: unknown) => `${part({ alg: 'RS256' })}.${part(claims)}.c2lnbmF0dXJl`;

const GOOD = {
  iss: `https://${HOST}`,
  aud: 'sts.amazonaws.com',
  sub: 'job-7',
  exp: seconds + 600,
  iat: seconds,
  email: 'ana@example.com',
};

function tokenOf(claims: object = {}): ReadToken {
  const read = readToken(jwt({ ...GOOD, ...claims }));
  if (!read.ok) throw new Error(read.message);
  return read.token;
}

const ASKED = {
  roleName: 'deploy',
  accountName: 'Prod',
  trusted: [
    {
      provider: `arn:aws:iam::444455556666:oidc-provider/${HOST}`,
      host: HOST,
      claims: ['aud', 'sub'],
    },
  ],
  registered: [{ host: HOST, audiences: ['sts.amazonaws.com'] }],
};

const verdicts = (claims: object, asked: Parameters<typeof tokenGates>[1] = ASKED) =>
  tokenGates(tokenOf(claims), asked, NOW).map(({ id, verdict }) => `${id} ${verdict}`);

describe('a pasted token', () => {
  it('is decoded with what copying brings along', () => {
    const pasted = ` Bearer ${jwt({ ...GOOD, sub: 'jöb ü' }).replace('.', '\n.')}\n`;
    const read = readToken(pasted);
    expect(read.ok && textsOf(read.token, 'sub')).toEqual(['jöb ü']);
  });

  it.each([
    ['nonsense', 'hello', 'no JSON web token'],
    ['an empty middle', 'a..b', 'no JSON web token'],
    ['an encrypted one', 'a.b.c.d.e', 'encrypted'],
    ['a cut one', jwt(GOOD).replace(/^([^.]*\.[^.]{9})[^.]*/, '$1'), 'cut'],
    ['a list', `a.${part([1])}.b`, 'cannot be read'],
  ])('is told apart from %s', (_, text, word) => {
    const read = readToken(text);
    expect(read.ok ? '' : read.message).toContain(word);
  });

  it('says its claims as AWS compares them', () => {
    const token = tokenOf({
      aud: ['a', 'b'],
      n: 7,
      on: true,
      deep: { a: 1 },
      none: null,
    });
    expect(textsOf(token, 'aud')).toEqual(['a', 'b']);
    expect(textsOf(tokenOf({ azp: 'party' }), 'aud')).toEqual(['party']);
    expect(textsOf(token, 'n')).toEqual(['7']);
    expect(textsOf(token, 'on')).toEqual(['true']);
    expect(textsOf(token, 'deep')).toEqual([]);
    expect(textsOf(token, 'none')).toEqual([]);
    expect(textsOf(token, 'constructor')).toEqual([]);
    expect(hostOfToken(tokenOf({ iss: `https://${HOST}/` }))).toBe(HOST);
  });

  it('gives away the claims that the trust names, and no others', () => {
    const token = tokenOf();
    const issuer = issuerOf(token, ASKED);
    expect(issuer && namedClaims(token, issuer)).toEqual({
      aud: ['sts.amazonaws.com'],
      sub: ['job-7'],
    });
    const spelled = { provider: '', host: HOST, claims: ['Sub', 'AUD', 'Email', 'none'] };
    expect(namedClaims(tokenOf({ Email: 'bo@example.com' }), spelled)).toEqual({
      Sub: ['job-7'],
      AUD: ['sts.amazonaws.com'],
      Email: ['bo@example.com'],
    });
    expect(issuerOf(tokenOf({ iss: 'https://other.example.com' }), ASKED)).toBeNull();
  });
});

describe('before the trust policy', () => {
  it('nothing refuses a token that fits', () => {
    expect(verdicts({})).toEqual([
      'time passes',
      'issuer passes',
      'provider passes',
      'audience passes',
    ]);
  });

  it.each<[string, object, string, string]>([
    ['its end', { exp: seconds }, 'time', 'ended at 2026-11-26 12:00:00 UTC'],
    ['that it has no end', { exp: undefined }, 'time', 'has no end'],
    ['an end that is no moment', { exp: 1e300 }, 'time', 'has no end'],
    ['its beginning', { nbf: seconds + 60 }, 'time', 'counts only from'],
    ['its issuer', { iss: 'https://a.example.com' }, 'issuer', `takes tokens of ${HOST}`],
    ['that it names no issuer', { iss: undefined }, 'issuer', 'names no issuer'],
    ['its audience', { aud: 'vault' }, 'audience', 'is made for vault'],
    ['that it names no audience', { aud: undefined }, 'audience', 'names no audience'],
  ])('a token is refused for %s', (_, claims, id, word) => {
    const gates = tokenGates(tokenOf(claims), ASKED, NOW);
    const gate = gates.find((one) => one.id === id);
    expect(gate).toMatchObject({ verdict: 'refuses', mend: expect.any(String) });
    expect(gate?.sentence).toContain(word);
  });

  it('the account lacks the provider, or nobody read which it has', () => {
    expect(verdicts({}, { ...ASKED, registered: [] })).toEqual([
      'time passes',
      'issuer passes',
      'provider refuses',
      'audience not-read',
    ]);
    expect(verdicts({}, { ...ASKED, registered: null })[2]).toBe('provider not-read');
  });

  it('a role takes no tokens at all', () => {
    const [, issuer] = tokenGates(tokenOf(), { ...ASKED, trusted: [] }, NOW);
    expect(issuer?.sentence).toContain('takes no tokens at all');
  });
});
