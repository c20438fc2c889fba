import { describe, expect, it } from 'vitest';
import { DraftFields } from '@/lib/setup/schema';
import { externalIdOf } from './external-id';
import { summaryOf } from './summary';
import {
  FIELDS,
  fieldId,
  fieldOfHash,
  isStepDone,
  problemsOf,
  sayNotIncluded,
  stepBeside,
} from './wizard-fields';

describe('the problems of a draft', () => {
  it('come in the order of the form, what is wrong before what is merely empty', () => {
    const problems = problemsOf(
      { roleName: 'AWS refuses this name.', who: 'Nobody is called that.' },
      ['who', 'bucket'],
    );
    expect(problems.map(({ field, message }) => [field, message])).toEqual([
      ['who', 'Nobody is called that.'],
      ['bucket', 'Still empty, and needed.'],
      ['roleName', 'AWS refuses this name.'],
    ]);
  });

  it('keep only their own step from being done', () => {
    const problems = problemsOf({ prefix: 'A prefix cannot start with a slash.' }, []);
    expect(isStepDone('who', problems)).toBe(true);
    expect(isStepDone('what', problems)).toBe(false);
  });

  it('have a label and a step for every field of the draft', () => {
    expect(Object.keys(FIELDS).sort()).toEqual(Object.keys(DraftFields.shape).sort());
  });
});

it.each([
  ['recipe', -1, 'recipe'],
  ['recipe', 1, 'who'],
  ['what', 1, 'review'],
  ['review', 1, 'review'],
] as const)('from %s by %i the wizard goes to %s', (step, by, expected) => {
  expect(stepBeside(step, by)).toBe(expected);
});

it('reads the field out of a link, and nothing out of another', () => {
  expect(fieldOfHash(`#${fieldId('roleName')}`)).toBe('roleName');
  expect(fieldOfHash('#new-access-elsewhere')).toBeNull();
  expect(fieldOfHash('#main')).toBeNull();
});

it('T5: says what a choice leaves out', () => {
  expect(sayNotIncluded('read')).toBe('Not: write, delete.');
  expect(sayNotIncluded('write')).toContain('aws s3 ls needs s3:ListBucket');
});

it('makes an external ID that STS takes', () => {
  const id = externalIdOf(Uint8Array.from({ length: 16 }, (_, index) => index));
  expect(id).toBe('xid-000102030405060708090a0b0c0d0e0f');
  expect(id).toMatch(/^[\w+=,.@:/-]{2,1224}$/);
});

describe('the summary', () => {
  const row = (fields: Partial<DraftFields>, name: string) =>
    summaryOf({ fields: DraftFields.parse(fields), preview: null }).find(
      ({ field }) => field === name,
    )?.value;

  it('names the guards, or that there are none', () => {
    expect(row({}, 'requireMfa')).toBe('none');
    expect(row({ requireMfa: true, requireExternalId: true }, 'requireMfa')).toBe(
      'MFA and external ID',
    );
    expect(row({ requireMfaAge: true, requireVpc: true }, 'requireMfa')).toBe(
      'recent MFA and VPC or VPC endpoint',
    );
  });

  it('shows a session length that is no number as it was typed', () => {
    expect(row({ sessionSeconds: '5400' }, 'sessionSeconds')).toBe('1 h 30 min');
    expect(row({ sessionSeconds: 'an hour' }, 'sessionSeconds')).toBe('an hour');
  });

  it.each([
    { recipe: 'bucket-policy' },
    { recipe: 'workload-bucket', workload: 'existing' },
  ] as const)('tells nothing of a role where %o makes none', (fields) => {
    expect(row(fields, 'roleName')).toBeUndefined();
    expect(row(fields, 'sessionSeconds')).toBeUndefined();
    expect(row(fields, 'reviewOn')).toBe('in 90 days');
  });

  it('4.3: says that the whole account is trusted', () => {
    expect(
      row({ who: 'arn:aws:iam::111122223333:role/ci', trustScope: 'account' }, 'who'),
    ).toMatch(/and anyone in that account$/);
  });

  it('4.3, 4.7: tells of a vendor its account and its external ID, and reviews it sooner', () => {
    const fields = {
      recipe: 'vendor',
      vendorAccount: '999900001111',
      externalId: 'lum-1',
    } as const;
    expect(row(fields, 'vendorAccount')).toBe('999900001111');
    expect(row(fields, 'externalId')).toBe('lum-1');
    expect(row(fields, 'reviewOn')).toBe('in 30 days');
    expect(row(fields, 'requireMfa')).toBeUndefined();
  });
});
