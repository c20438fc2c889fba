import { describe, expect, it } from 'vitest';
import { nextAfterSignIn, signInFor, signInPath } from './links';

const KEPT = [
  '/go/444455556666/data-writer',
  '/go/444455556666/data-writer?to=s3',
  '/go/444455556666/data-writer?to=s3&region=eu-west-1',
  '/go/Data/data-writer?region=us-gov-west-1',
  '/go/Data%20lake/a.role%40team+x',
  '/cli/device',
  '/cli/authorize?port=1',
];

const REFUSED = [
  undefined,
  null,
  '',
  '//evil.test',
  '/\\evil.test',
  '/\t/evil.test',
  'https://evil.test/go/444455556666/data-writer',
  '//go/444455556666/data-writer',
  '/go//evil.test',
  '/go/../evil',
  '/go/444455556666/..',
  '/go/444455556666/.',
  '/go/444455556666/..?to=s3',
  '/go/%2e%2e/evil',
  '/go/444455556666/%2e%2e',
  '/go/444455556666/%2Fevil.test',
  '/go/444455556666/%5Cevil.test',
  '/go/444455556666/data/../../settings',
  '/go/444455556666',
  '/go/444455556666/data-writer/more',
  '/go/444455556666/data-writer?to=//evil.test',
  '/go/444455556666/data-writer?next=s3',
  '/go/444455556666/data-writer?to=s3&to=s3&to=s3',
  '/go/444455556666/data-writer#more',
  '/go/444455556666/data-writer\n',
  ' /go/444455556666/data-writer',
  '/settings/people',
  ['/go/444455556666/data-writer'],
];

describe('where a sign-in goes on to', () => {
  it.each(KEPT)('is %s', (path) => {
    expect(nextAfterSignIn(path)).toBe(path);
    const url = new URL(path, 'https://console.test');
    expect(url.origin).toBe('https://console.test');
    expect(`${url.pathname}${url.search}`).toBe(path);
  });

  it.each(REFUSED)('is the first page in the place of %j', (path) => {
    expect(nextAfterSignIn(path)).toBe('/');
  });
});

it('keeps a link to a role over the sign-in, and no other page', () => {
  const link = '/go/444455556666/data-writer?to=s3';
  expect(signInFor(link)).toBe(signInPath(link));
  expect(signInFor(link)).toBe(
    '/sign-in?next=%2Fgo%2F444455556666%2Fdata-writer%3Fto%3Ds3',
  );
  expect(signInFor('/settings/people')).toBe('/sign-in');
  expect(signInFor(null)).toBe('/sign-in');
});
