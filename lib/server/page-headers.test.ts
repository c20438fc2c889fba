import { describe, expect, it } from 'vitest';
import {
  contentSecurityPolicy,
  headersOf,
  pageSettingsOf,
  whereBelongs,
} from './page-headers';

const settings = pageSettingsOf({
  DRAWBRIDGE_ORIGIN: 'https://bridge.example',
  DRAWBRIDGE_PRACTICE_URL: 'http://127.0.0.1:4001/',
  DRAWBRIDGE_AWS_ENDPOINT: 'http://127.0.0.1:5000',
  NODE_ENV: 'production',
});
const formAction = contentSecurityPolicy('n', settings).split('form-action ')[1] ?? '';

describe('the policy of a page', () => {
  it.each([
    "'self'",
    'https://signin.aws.amazon.com',
    'https://*.signin.aws.amazon.com',
    'https://console.aws.amazon.com',
    'https://*.console.aws.amazon.com',
    'https://signin.amazonaws-us-gov.com',
    'https://signin.amazonaws.cn',
    'http://127.0.0.1:4001',
    'http://127.0.0.1:5000',
  ])('lets the console open at %s', (source) => {
    expect(formAction.split(' ')).toContain(source);
  });

  it('runs no script without its nonce, and no eval outside development', () => {
    const policy = contentSecurityPolicy('abc', settings);
    expect(policy).toContain("script-src 'nonce-abc' 'strict-dynamic';");
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe-eval');
  });

  it('asks for https for a year only where the console has it', () => {
    const plain = pageSettingsOf({ PORT: '3001' });
    expect(plain.origin).toBe('http://localhost:3001');
    expect(headersOf('/', '', plain)).not.toHaveProperty('strict-transport-security');
    expect(headersOf('/', '', settings)).toHaveProperty('strict-transport-security');
  });

  it('tells nobody where the holder of a link came from, and no search engine of it', () => {
    expect(headersOf('/handshake', '', settings)).toMatchObject({
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow, noarchive',
    });
    expect(headersOf('/plans', '', settings)).not.toHaveProperty('x-robots-tag');
  });

  it('tells nobody where a sign-in address came from', () => {
    const { 'referrer-policy': policy } = headersOf('/api/v1/console', '', settings);
    expect(policy).toBe('no-referrer');
  });
});

describe('a request', () => {
  const ORIGIN = 'http://localhost:3000';
  it.each([
    ['GET', '/access', 'localhost:3000', 'here'],
    ['POST', '/access', 'localhost:3000', 'here'],
    ['GET', '/access', '127.0.0.1:3000', 'canonical'],
    ['HEAD', '/access', '[::1]:3000', 'canonical'],
    ['POST', '/access', '127.0.0.1:3000', 'nowhere'],
    ['GET', '/sign-in', 'evil.example:3000', 'nowhere'],
    ['GET', '/api/auth/x', 'evil.example', 'nowhere'],
    ['GET', '/api/healthz', '10.0.0.7:3000', 'here'],
  ] as const)('%s %s at %s belongs %s', (method, path, host, expected) => {
    expect(whereBelongs({ method, path, host }, ORIGIN)).toBe(expected);
  });

  it('is never sent from this machine to a public name', () => {
    const asked = { method: 'GET', path: '/', host: '127.0.0.1:3000' };
    expect(whereBelongs(asked, 'https://bridge.example')).toBe('nowhere');
    expect(whereBelongs({ ...asked, host: null }, ORIGIN)).toBe('nowhere');
  });
});
