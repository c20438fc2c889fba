import { expect, it } from 'vitest';
import { DATA, TOOLING } from './fakes/inventory';
import { previewOf } from './fakes/preview-of';
import type { DraftFields } from './schema';

const APPLICATION = `arn:aws:account-access:eu-west-1:${DATA}:application/aam-12ab34`;
const GOOD = {
  recipe: 'identity-center',
  accessApplication: APPLICATION,
  bucket: 'app-logs',
} as const satisfies Partial<DraftFields>;

const seen = (fields: Partial<DraftFields>) => previewOf({ ...GOOD, ...fields });

it.each([
  [false, ['sts:AssumeRole', 'sts:SetContext']],
  [true, ['sts:AssumeRole', 'sts:SetContext', 'sts:TagSession']],
])(
  'trusts the manager for this account’s application; tags: %s',
  async (passesTags, Action) => {
    const view = await seen({ passesTags });
    expect(view.fieldErrors).toEqual({});
    expect(JSON.parse(view.documents[0]?.json ?? '{}').Statement).toEqual([
      {
        Sid: 'AccountAccessManagerMayAssume',
        Effect: 'Allow',
        Principal: { Service: 'account-access.amazonaws.com' },
        Action,
        Condition: {
          ArnLike: { 'aws:SourceArn': APPLICATION },
          StringEquals: { 'aws:SourceAccount': DATA },
        },
      },
    ]);
    expect(view.bridge).toMatchObject({
      deck: 'works',
      sentence:
        'Whoever is assigned to it in the account access manager can read app-logs in Data.',
    });
    expect(view.fieldWarnings.passesTags?.includes('aws:PrincipalTag') ?? false).toBe(
      passesTags,
    );
  },
);

it.each([
  ['aam-12ab34', 'Give the ARN'],
  [APPLICATION.replace('eu-west-1', ''), 'Give the ARN'],
  [`${APPLICATION}*`, 'Give the ARN'],
  [APPLICATION.replace('account-access', 'sso'), 'Give the ARN'],
  [APPLICATION.replace(DATA, TOOLING), `of account ${TOOLING}`],
])('refuses %s', async (accessApplication, word) => {
  expect((await seen({ accessApplication })).fieldErrors.accessApplication).toContain(
    word,
  );
});
