import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf, worldOf } from '../test-practice';
import { practice } from './test-federation';
import { assume, HOST, MAIN, ship, startTokens, tokenOf } from './test-tokens';

beforeAll(startTokens);
afterAll(() => practice.stop());

describe('a forged token', () => {
  const encode = (value: object) =>
    Buffer.from(JSON.stringify(value)).toString('base64url');
  const parts = async (): Promise<[string, string, string]> => {
    const [head = '', body = '', tail = ''] = (await tokenOf({})).split('.');
    return [head, body, tail];
  };
  const isRefused = async (token: string) =>
    expect(await codeOf(assume(token, ship))).toBe('InvalidIdentityTokenException');

  it('is refused without a signature', async () => {
    const [head, body] = await parts();
    const { kid } = JSON.parse(Buffer.from(head, 'base64url').toString());
    await isRefused(`${encode({ alg: 'none', kid })}.${body}.`);
    await isRefused(`${head}.${body}.`);
    await isRefused(`${encode({ alg: 'none' })}.${body}.`);
  });

  it('is refused when another key signed it', async () => {
    const [head, body] = await parts();
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const tail = sign('sha256', Buffer.from(`${head}.${body}`), privateKey);
    await isRefused(`${head}.${body}.${tail.toString('base64url')}`);
  });

  it('is refused when a claim was changed, or the algorithm named is another', async () => {
    const [head, body, tail] = await parts();
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString());
    await isRefused(`${head}.${encode({ ...claims, sub: 'repo:mallory/x' })}.${tail}`);
    const { kid } = JSON.parse(Buffer.from(head, 'base64url').toString());
    await isRefused(`${encode({ alg: 'HS256', kid })}.${body}.${tail}`);
  });

  it('is refused when it claims to be of another issuer than its key', async () => {
    const { token } = await practice.mint('gitlab', {
      sub: MAIN,
      iss: `https://${HOST}`,
    });
    await isRefused(token);
  });

  it.each(['garbage', 'a.b.c', 'e30.e30.', '....', 'ya29.access-token'])(
    'is refused when it is %j',
    isRefused,
  );

  it('of another world opens nothing here', async () => {
    const other = worldOf(practice.url, randomUUID());
    await other.control('PUT', '', { seed: 'org' });
    const { token, kid } = await other.mint('github', { sub: MAIN });
    expect(await codeOf(assume(token, ship))).toBe('AccessDenied');
    const own = await practice.mint('github', { sub: MAIN });
    const [head = '', body = '', tail = ''] = token.split('.');
    const header = JSON.parse(Buffer.from(head, 'base64url').toString());
    expect(header.kid).toBe(kid);
    await isRefused(`${encode({ ...header, kid: own.kid })}.${body}.${tail}`);
  });
});
