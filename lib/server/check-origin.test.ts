import { describe, expect, it } from 'vitest';
import { isOwnProgram, isOwnRead, isOwnWrite } from './check-origin';

const ORIGIN = 'http://localhost:3000';
const headers = (entries: Record<string, string>) => new Headers(entries);

describe('a write', () => {
  it.each([
    ['the page itself', { host: 'localhost:3000', origin: ORIGIN }, true],
    [
      'the page, with fetch metadata',
      { host: 'localhost:3000', origin: ORIGIN, 'sec-fetch-site': 'same-origin' },
      true,
    ],
    ['no Origin', { host: 'localhost:3000' }, false],
    [
      'no Origin, cross-site',
      { host: 'localhost:3000', 'sec-fetch-site': 'cross-site' },
      false,
    ],
    ['Origin null', { host: 'localhost:3000', origin: 'null' }, false],
    ['another host', { host: 'localhost:3000', origin: 'http://evil.example' }, false],
    ['another port', { host: 'localhost:3000', origin: 'http://localhost:3001' }, false],
    [
      'another scheme',
      { host: 'localhost:3000', origin: 'https://localhost:3000' },
      false,
    ],
    ['a rebound name', { host: 'evil.example', origin: 'http://evil.example' }, false],
    [
      'a forwarded host',
      { host: 'evil.example', origin: ORIGIN, 'x-forwarded-host': 'localhost:3000' },
      false,
    ],
    [
      'a spoofed forwarded host',
      {
        host: 'localhost:3000',
        origin: 'http://evil.example',
        'x-forwarded-host': 'evil.example',
      },
      false,
    ],
    [
      'the same site, another origin',
      { host: 'localhost:3000', origin: ORIGIN, 'sec-fetch-site': 'same-site' },
      false,
    ],
    ['a malformed Origin', { host: 'localhost:3000', origin: 'http://[' }, false],
  ])('from %s', (_, entries, expected) => {
    expect(isOwnWrite(headers(entries), ORIGIN)).toBe(expected);
  });
});

describe('a read', () => {
  it.each([
    ['the page', { host: 'localhost:3000', 'sec-fetch-site': 'same-origin' }, true],
    ['a typed address', { host: 'localhost:3000', 'sec-fetch-site': 'none' }, true],
    ['a program', { host: 'localhost:3000' }, true],
    ['another site', { host: 'localhost:3000', 'sec-fetch-site': 'cross-site' }, false],
    ['a rebound name', { host: 'evil.example' }, false],
  ])('by %s', (_, entries, expected) => {
    expect(isOwnRead(headers(entries), ORIGIN)).toBe(expected);
  });
});

describe('a program', () => {
  it.each([
    ['no Origin', { host: 'localhost:3000' }, true],
    ['our own page', { host: 'localhost:3000', origin: ORIGIN }, true],
    ['another page', { host: 'localhost:3000', origin: 'http://evil.example' }, false],
    ['Origin null', { host: 'localhost:3000', origin: 'null' }, false],
    [
      'a page, cross-site',
      { host: 'localhost:3000', 'sec-fetch-site': 'cross-site' },
      false,
    ],
    ['a rebound name', { host: 'evil.example' }, false],
  ])('with %s', (_what, entries, isOurs) => {
    expect(isOwnProgram(headers(entries), ORIGIN)).toBe(isOurs);
  });
});
