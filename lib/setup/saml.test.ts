import { expect, it } from 'vitest';
import { fakeConsole } from './fakes/console';
import { account, DATA, readings, TOOLING } from './fakes/inventory';
import { previewOf } from './fakes/preview-of';
import type { DraftFields } from './schema';

const CORP = `arn:aws:iam::${DATA}:saml-provider/corp`;
const SIGN_IN = 'https://signin.aws.amazon.com/saml';
const GOOD = {
  recipe: 'saml',
  samlProvider: CORP,
  bucket: 'app-logs',
} as const satisfies Partial<DraftFields>;

function world(accounts = [account(TOOLING, 'Tooling'), account(DATA, 'Data')]) {
  const read = readings();
  const data = read[DATA];
  if (data) data.SAMLProviders = [{ Arn: CORP }];
  return fakeConsole({ world: read, accounts });
}
const seen = (fields: Partial<DraftFields>) => previewOf({ ...GOOD, ...fields }, world());

async function conditionOf(fields: Partial<DraftFields>) {
  const view = await seen(fields);
  expect(view.fieldErrors).toEqual({});
  const [statement] = JSON.parse(view.documents[0]?.json ?? '{}').Statement;
  expect(statement).toMatchObject({
    Principal: { Federated: CORP },
    Action: 'sts:AssumeRoleWithSAML',
  });
  return statement.Condition;
}

it('3.7: asks for the sign-in page of AWS, always', async () => {
  expect(await conditionOf({})).toEqual({ StringEquals: { 'SAML:aud': SIGN_IN } });
  const view = await seen({});
  expect(view.suggestedRoleName).toBe('x-saml-corp');
  expect(view.bridge.sentence).toBe(
    'Whoever corp sends with this role can read app-logs in Data.',
  );
  expect(view.choices?.providers).toEqual([{ id: CORP, name: 'corp in Data' }]);
});

it.each([
  [
    { samlPeople: 'subject', samlValue: 'anna' },
    { StringEquals: { 'SAML:aud': SIGN_IN, 'SAML:sub': 'anna' } },
  ],
  [
    { samlPeople: 'subject', samlValue: `\${saml:sub}` },
    { StringEquals: { 'SAML:aud': SIGN_IN, 'SAML:sub': `\${$}{saml:sub}` } },
  ],
  [
    { samlPeople: 'affiliation', samlValue: 'staff' },
    {
      'ForAnyValue:StringEquals': { 'SAML:eduPersonAffiliation': 'staff' },
      StringEquals: { 'SAML:aud': SIGN_IN },
    },
  ],
] as const)('asks for %o too', async (fields, condition) => {
  expect(await conditionOf(fields)).toEqual(condition);
  expect((await seen(fields)).bridge.deck).toBe('works');
});

it.each([
  ['samlProvider', { samlProvider: 'corp' }, 'ARN of a SAML provider'],
  ['samlProvider', { samlProvider: `${CORP}x` }, 'no SAML provider corpx'],
  ['samlProvider', { samlProvider: CORP.replace(DATA, TOOLING) }, `account ${TOOLING}`],
  ['samlProvider', { samlProvider: CORP.replace('aws', 'aws-eusc') }, 'not published'],
  ['samlValue', { samlPeople: 'subject', samlValue: '\u0416' }, 'plain characters'],
] as const)('says at %s what is wrong with %o', async (field, fields, word) => {
  expect((await seen(fields)).fieldErrors[field]).toContain(word);
});

it('takes no pattern for a provider, nor where nobody has read which there are', async () => {
  const samlProvider = CORP.replace('corp', '*');
  const view = await previewOf({ ...GOOD, samlProvider });
  expect(view.fieldErrors.samlProvider).toContain('ARN of a SAML provider');
  const named = await previewOf(GOOD);
  expect(named.fieldWarnings.samlProvider).toContain('were not read');
});

it('asks who, where one person is meant', async () => {
  expect((await seen({ samlPeople: 'subject' })).missing).toEqual(['samlValue']);
});
