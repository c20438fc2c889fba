import { describe, expect, it } from 'vitest';
import { sayRefusal } from './say-refusal';

const now = new Date('2026-11-27T09:00:00Z');
const say = (code: string, more: { message?: string; date?: string } = {}) =>
  sayRefusal(
    { code, message: '', operation: 'sts:AssumeRole', date: null, ...more },
    now,
  );

describe('a clock that is off', () => {
  it.each([
    ['Fri, 27 Nov 2026 08:40:00 GMT', 'is 20 min ahead of AWS’s'],
    ['Fri, 27 Nov 2026 10:30:00 GMT', 'is 1 h 30 min behind AWS’s'],
  ])('is said by how much when AWS says %s', (date, by) => {
    for (const code of [
      'RequestExpired',
      'RequestTimeTooSkewed',
      'SignatureDoesNotMatch',
    ])
      expect(say(code, { date })).toContain(by);
  });

  it('is found in the text of a signature error that has no date', () => {
    const message =
      'Signature expired: 20261127T084000Z is now earlier than 20261127T085500Z';
    expect(say('SignatureDoesNotMatch', { message })).toContain('does not agree with');
    expect(say('InvalidSignatureException', { message })).toContain('by NTP');
  });

  it('is not blamed for a wrong key', () => {
    const date = 'Fri, 27 Nov 2026 08:59:59 GMT';
    expect(say('SignatureDoesNotMatch', { date })).toContain('secret key');
  });

  it('is what ends a token of the console’s issuer before it is used', () => {
    const byToken = {
      message: '',
      operation: 'sts:AssumeRoleWithWebIdentity',
      date: null,
    };
    const said = sayRefusal({ code: 'ExpiredTokenException', ...byToken }, now);
    expect(said).toContain('clock');
  });
});

it('leaves to AWS what AWS says well', () => {
  expect(say('AccessDenied')).toBeNull();
  expect(say('constructor')).toBeNull();
});
