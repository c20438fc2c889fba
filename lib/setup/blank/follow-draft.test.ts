import { expect, it } from 'vitest';
import { DraftFields } from '../schema';
import { followDraft } from './follow-draft';

const ANNA = 'arn:aws:iam::111122223333:user/anna';
const LEE = 'arn:aws:iam::111122223333:user/lee';

/** A draft after changes, one after the other. */
const followed = (fields: DraftFields, change: Partial<DraftFields>): DraftFields => ({
  ...fields,
  ...followDraft(fields, change),
});

const after = (...changes: Partial<DraftFields>[]): DraftFields =>
  changes.reduce(followed, DraftFields.parse({}));

const begun = [{ recipe: 'blank' }, { principals: ANNA }] as const;

it('leaves the drafts of other recipes alone', () => {
  expect(followDraft(DraftFields.parse({}), { requireMfa: true })).toEqual({
    requireMfa: true,
  });
});

it('writes what the form says into the JSON', () => {
  const { trustJson } = after(...begun, { requireMfa: true });
  expect(JSON.parse(trustJson).Statement[0]).toMatchObject({
    Principal: { AWS: ANNA },
    Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
  });
});

it('3.2: reads what the JSON says into the form', () => {
  const trustJson = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: [ANNA, LEE] },
        Action: 'sts:AssumeRole',
        Condition: { StringLike: { 'sts:RoleSessionName': 'ops-*' } },
      },
    ],
  });
  expect(after(...begun, { requireMfa: true }, { trustJson })).toMatchObject({
    trustJson,
    principals: `${ANNA}\n${LEE}`,
    requireMfa: false,
    requireSessionName: true,
    sessionNames: 'ops-*',
  });
});

it('shows a guard that only came about with another', () => {
  const age = { NumericLessThan: { 'aws:MultiFactorAuthAge': '1800' } };
  const first = after(...begun);
  const [own] = JSON.parse(first.trustJson).Statement;
  const trustJson = JSON.stringify({ Statement: [{ ...own, Condition: age }] });
  const read = followed(first, { trustJson });
  expect(read.requireMfaAge).toBe(false);
  expect(followed(read, { requireMfa: true })).toMatchObject({
    requireMfa: true,
    requireMfaAge: true,
    mfaAgeMinutes: '30',
  });
});

it('keeps a broken text and the form that was read last', () => {
  const broken = after(...begun, { requireMfa: true }, { trustJson: '{ "Version"' });
  expect(broken).toMatchObject({
    trustJson: '{ "Version"',
    principals: ANNA,
    requireMfa: true,
  });
  const changed = followed(broken, { requireMfa: false });
  expect(changed.trustJson).toBe('{ "Version"');
});

it('lets the trusted half follow the role and the guards, and keeps the rest of it', () => {
  const first = after(...begun, { trustingAccount: '444455556666' });
  const own = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Sid: 'Look', Effect: 'Allow', Action: 'sts:GetCallerIdentity', Resource: '*' },
      ...JSON.parse(first.assumeJson).Statement,
    ],
  });
  const fields = followed(first, { assumeJson: own });
  const change = {
    roleName: 'x-ops',
    requireSourceIdentity: true,
    sourceIdentities: 'db-*',
  };
  const { assumeJson } = followed(fields, change);
  expect(JSON.parse(assumeJson).Statement).toEqual([
    { Sid: 'Look', Effect: 'Allow', Action: 'sts:GetCallerIdentity', Resource: '*' },
    {
      Sid: 'AssumeXCrossing',
      Effect: 'Allow',
      Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
      Resource: 'arn:aws:iam::444455556666:role/drawbridge-managed/x-ops',
    },
  ]);
});
