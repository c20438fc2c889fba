import { createPublicKey, verify } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestPractice } from '../test-practice';

const HOST = 'token.actions.githubusercontent.com';
const MAIN = 'repo:acme/shop:ref:refs/heads/main';
let practice: Awaited<ReturnType<typeof startTestPractice>>;

beforeAll(async () => {
  practice = await startTestPractice({ seed: 'small' });
});
afterAll(() => practice.stop());

describe('a practice issuer', () => {
  it('publishes the keys that its tokens are signed with, and no private part', async () => {
    const { token, kid, issuerPath } = await practice.mint('github', { sub: MAIN });
    const found = await fetch(
      `${practice.url}${issuerPath}/.well-known/openid-configuration`,
    );
    const configuration = await found.json();
    expect(configuration.issuer).toBe(`https://${HOST}`);
    const text = await (await fetch(configuration.jwks_uri)).text();
    expect(text).not.toMatch(/"(d|p|q)":/);
    const jwk = JSON.parse(text).keys.find((key: { kid: string }) => key.kid === kid);
    const [head, body, tail = ''] = token.split('.');
    const key = createPublicKey({ key: jwk, format: 'jwk' });
    const signature = Buffer.from(tail, 'base64url');
    expect(verify('sha256', Buffer.from(`${head}.${body}`), key, signature)).toBe(true);
  });

  it.each([
    '/_practice/issuers/AAAA/github/.well-known/jwks',
    '/_practice/issuers/github/.well-known/jwks',
    '/_practice/issuers/',
    '/_practice/issuers/AAAA/toString/.well-known/openid-configuration',
  ])('answers 404 at %s', async (address) => {
    expect((await fetch(`${practice.url}${address}`)).status).toBe(404);
  });

  it('keeps its key over a restart', async () => {
    const first = await practice.mint('eks', { sub: 'system:serviceaccount:shop:api' });
    const { store, worldId } = practice;
    const again = await startTestPractice({ seed: 'small', store, worldId });
    const second = await again.mint('eks', { sub: 'system:serviceaccount:shop:api' });
    await again.stop();
    expect(second.kid).toBe(first.kid);
  });
});
