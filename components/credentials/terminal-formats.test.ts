import { expect, it } from 'vitest';
import { CredentialFormat } from '@/lib/credentials/schema';
import { maskedText, TERMINAL_FORMATS } from './terminal-formats';

const place = { region: 'eu-west-1', profile: '777788889999_deploy' };

it('offers every format that the console can write', () => {
  expect(TERMINAL_FORMATS.map(({ id }) => id).sort()).toEqual(
    [...CredentialFormat.options].sort(),
  );
});

it.each(CredentialFormat.options)('shows dots for the three secrets of %s', (format) => {
  expect(maskedText(format, place).match(/•{8}/g)?.length).toBeGreaterThanOrEqual(3);
});

it('shows bash as the lines that a shell takes', () => {
  expect(maskedText('bash', place)).toBe(
    [
      'export AWS_ACCESS_KEY_ID=••••••••',
      'export AWS_SECRET_ACCESS_KEY=••••••••',
      'export AWS_SESSION_TOKEN=••••••••',
      'export AWS_REGION=eu-west-1',
    ].join('\n'),
  );
});

it('names the profile of a credentials file', () => {
  expect(maskedText('credentials-file', place)).toMatch(/^\[777788889999_deploy\]\n/);
});

it('shows JSON that parses', () => {
  expect(JSON.parse(maskedText('json', place))).toHaveProperty('Credentials');
});
