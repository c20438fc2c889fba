import { expect, it } from 'vitest';
import { NOTHING_TOLD, type ToldTexts } from '@/lib/core/told-bucket';
import { diagnoseDenial } from './diagnose-denial';
import { account, arnOf, document, PROD, role, TOOLING } from './test-estate';
import { ec2, workspaceOf } from './test-workspace';

const CI = arnOf(TOOLING, 'role/ci');
const OBJECT = 'arn:aws:s3:::their-logs/a.txt';
const STRANGER = '999900001111';
const MESSAGE = `An error occurred (AccessDenied) when calling the GetObject operation: User: ${CI} is not authorized to perform: s3:GetObject on resource: "${OBJECT}" because no resource-based policy allows the s3:GetObject action`;
const MAY = { Action: 's3:*', Resource: '*' };
const LET_IN = {
  Effect: 'Allow',
  Principal: { AWS: CI },
  Action: 's3:GetObject',
  Resource: OBJECT,
};

/** Tooling, and Prod without a bucket; these accounts are connected. */
function estate(connected: string[] = [TOOLING]) {
  const ci = role(TOOLING, 'ci', ec2, document(MAY));
  const world = workspaceOf({
    [TOOLING]: account([ci]),
    [PROD]: account([], { Buckets: [], Keys: [] }),
  });
  const { list } = world.deps.accounts;
  const connection = { readRoleArn: null, writeRoleArn: null, callerArn: null };
  const accounts = {
    list: async () =>
      (await list()).map((one) =>
        connected.includes(one.id) ? { ...one, connection: connection as never } : one,
      ),
  };
  return { ...world, deps: { ...world.deps, accounts } };
}

async function diagnosed(
  { deps, actor }: ReturnType<typeof estate>,
  told?: Partial<ToldTexts>,
  message = MESSAGE,
) {
  const texts = told && { ...NOTHING_TOLD, ...told };
  const question = { message, principal: '', action: '', resource: '', told: texts };
  const found = await diagnoseDenial(deps, actor, question);
  if (!found.ok || !found.value.diagnosis) throw new Error(message);
  return { ...found.value.diagnosis, asked: found.value.askedBucket };
}

const TOLD = { bucketOwner: STRANGER, bucketRegion: 'eu-west-1' };

it('asks whose a bucket is that no reading has, and of no other', async () => {
  const { asked, mendPlan } = await diagnosed(estate());
  expect([asked, mendPlan]).toEqual([{ name: 'their-logs', errors: {} }, null]);
  const ofRole = MESSAGE.replace(`"${OBJECT}"`, arnOf(PROD, 'role/x'));
  expect((await diagnosed(estate(), undefined, ofRole)).asked).toBeNull();
  const making = MESSAGE.replaceAll('s3:GetObject', 's3:CreateBucket')
    .replaceAll('GetObject', 'CreateBucket')
    .replace('/a.txt', '');
  expect((await diagnosed(estate(), undefined, making)).asked).toBeNull();
});

it('goes on by what is told of it, and offers a plan whose half its owner runs', async () => {
  const { deck, sentence, byWord, mends, mendPlan } = await diagnosed(estate(), TOLD);
  expect(deck).toBe('denied');
  expect(sentence).toContain('their-logs/a.txt in account');
  expect(byWord).toMatch(/nobody reads here.*without a policy.*Its owner runs that half/);
  expect(mends.map(({ statement }) => JSON.parse(statement ?? '{}'))).toEqual([LET_IN]);
  expect(mendPlan).toEqual({
    who: CI,
    action: 's3:GetObject',
    resource: OBJECT,
    told: { ...NOTHING_TOLD, ...TOLD },
    whyNot: null,
  });
});

it('has what is told of its policy and its key in the answer', async () => {
  const key = `arn:aws:kms:eu-west-1:${STRANGER}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
  const owner = {
    Principal: { AWS: arnOf(STRANGER, 'root') },
    Action: 'kms:*',
    Resource: '*',
  };
  const lets = JSON.stringify(document(LET_IN));
  const open = await diagnosed(estate(), { ...TOLD, bucketDocument: lets });
  expect([open.deck, open.mendPlan]).toEqual(['works', null]);
  const told = {
    ...TOLD,
    bucketDocument: lets,
    bucketKey: key,
    keyDocument: JSON.stringify(document(owner)),
  };
  const sealed = await diagnosed(estate(), told);
  expect([sealed.deck, sealed.right.accountId]).toEqual(['denied', STRANGER]);
  expect(sealed.mendPlan).toMatchObject({ action: 's3:GetObject', whyNot: null });
});

it('leaves the policies of an account of ours open, and plans all the same', async () => {
  const told = { bucketOwner: PROD, bucketRegion: 'eu-west-1' };
  const { deck, byWord, mends, mendPlan } = await diagnosed(
    estate([TOOLING, PROD]),
    told,
  );
  expect(deck).toBe('untested');
  expect(byWord).toContain('is not known before a plan is made, which reads them then');
  expect(mends[0]?.sentence).toContain('was not read. Unless it lets the caller in');
  expect(mendPlan).toMatchObject({ resource: OBJECT, whyNot: null });
});

it.each<[Partial<ToldTexts>, keyof ToldTexts, string]>([
  [{ bucketOwner: '12' }, 'bucketOwner', '12 digits'],
  [{ ...TOLD, bucketOwner: PROD }, 'bucketOwner', 'has no connection now'],
  [{ ...TOLD, bucketRegion: 'Ireland' }, 'bucketRegion', 'by its code'],
  [{ ...TOLD, bucketKey: 'alias/mine' }, 'bucketKey', 'ARN of the key itself'],
  [{ ...TOLD, bucketDocument: '{' }, 'bucketDocument', ''],
])('says what is wrong with %o', async (told, field, words) => {
  const { asked, byWord, mendPlan } = await diagnosed(estate(), told);
  expect(Object.keys(asked?.errors ?? {})).toEqual([field]);
  expect(asked?.errors[field]).toContain(words);
  expect([byWord, mendPlan]).toEqual([undefined, null]);
});

it('plans nothing of which no half is ours', async () => {
  const { mendPlan } = await diagnosed(estate([]), TOLD);
  expect(mendPlan?.whyNot).toContain('has no connection');
});
