import { expect, it } from 'vitest';
import { tooLong } from '@/lib/setup/fields/too-long';
import { PolicyText } from '@/lib/setup/policy/policy-check';
import { POLICY_TEXT_MAX } from '@/lib/setup/policy/policy-text-max';
import { DraftFields } from '@/lib/setup/schema';
import { questionOf } from './policy-question';
import { checkQuery, compactQuery } from './queries';

it('names the account once its id is whole', () => {
  const asked = (accountId?: string) => questionOf({ kind: 'trust', accountId }, '{}');
  expect(asked('444455556666')).toEqual({
    text: '{}',
    kind: 'trust',
    accountId: '444455556666',
  });
  for (const typed of [undefined, '', '4444', 'arn:aws'])
    expect(asked(typed)).toEqual({ text: '{}', kind: 'trust' });
});

it('asks about every text that the route and the form take, and about no longer one', () => {
  for (const [length, isTaken] of [
    [POLICY_TEXT_MAX, true],
    [POLICY_TEXT_MAX + 1, false],
  ] as const) {
    const text = 'x'.repeat(length);
    const question = questionOf({ kind: 'identity' }, text);
    expect(PolicyText.safeParse(question).success).toBe(isTaken);
    expect(checkQuery(question).enabled).toBe(isTaken);
    expect(compactQuery(question, true).enabled).toBe(isTaken);
    const fields = DraftFields.parse({ customPolicy: text });
    expect(tooLong(fields).customPolicy === undefined).toBe(isTaken);
  }
});
