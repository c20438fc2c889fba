import { expect, it } from 'vitest';
import { signInAddress } from './sign-in-address';

const hosts = { signIn: 'https://signin.test', signOut: 'https://us-east-1.signin.test' };
const login = {
  Issuer: 'http://localhost:3000',
  Destination: 'https://console.test/s3/home?region=eu-west-1',
  SigninToken: 'a+b/c=',
};

it('opens the console with the token', () => {
  const url = new URL(signInAddress(hosts, login, false));
  expect(url.origin + url.pathname).toBe('https://signin.test/federation');
  expect(Object.fromEntries(url.searchParams)).toEqual({ Action: 'login', ...login });
});

it('ends the session of the browser first, and comes to the same page on that host', () => {
  const url = new URL(signInAddress(hosts, login, true));
  expect(url.origin + url.pathname).toBe('https://us-east-1.signin.test/oauth');
  expect(url.searchParams.get('Action')).toBe('logout');
  const next = new URL(url.searchParams.get('redirect_uri') ?? '');
  expect(next.origin + next.pathname).toBe('https://us-east-1.signin.test/federation');
  expect(Object.fromEntries(next.searchParams)).toEqual({ Action: 'login', ...login });
});

it('signs in without more where nobody knows how to sign out', () => {
  const plain = signInAddress({ ...hosts, signOut: null }, login, true);
  expect(plain).toBe(signInAddress(hosts, login, false));
});
