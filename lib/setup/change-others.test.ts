import { describe, expect, it } from 'vitest';
import { followDraft } from './blank/follow-draft';
import { changed, planChange, standing } from './fakes/changed';
import { fakeConsole } from './fakes/console';
import { BUCKET_PLACE, consoleWithKey, KEY_PLACE } from './fakes/console-with-key';
import { CI, DATA, TOOLING } from './fakes/inventory';
import { DraftFields } from './schema';

const ANNA = `arn:aws:iam::${TOOLING}:user/anna`;
const LEE = `arn:aws:iam::${TOOLING}:user/lee`;

describe('a bucket policy alone', () => {
  const FIELDS = {
    recipe: 'bucket-policy',
    who: ANNA,
    bucket: 'app-logs',
    access: 'both',
  } as const;
  const THEIRS =
    '{ "Version":"2012-10-17","Statement":[{"Sid":"Theirs","Effect":"Deny","Principal":"*","Action":"s3:DeleteBucket","Resource":"arn:aws:s3:::app-logs"}] }';

  async function world() {
    const console = consoleWithKey();
    console.deps.aws.others.set(BUCKET_PLACE, { document: THEIRS, tags: {} });
    const snapshots = await console.deps.snapshots.loadLatest(console.actor.workspaceId);
    const data = snapshots.find(({ accountId }) => accountId === DATA)?.account;
    data?.Buckets?.push({ Name: 'app-data', Policy: null, Region: 'eu-west-1' });
    return console;
  }

  it('moves to another bucket, and leaves bucket and key as they were before it', async () => {
    const console = await world();
    const document = (place: string) => console.deps.aws.others.get(place)?.document;
    const key = document(KEY_PLACE);
    const first = await standing(console, FIELDS);
    expect(document(BUCKET_PLACE)).toContain('user/anna');
    expect(document(KEY_PLACE)).toContain('user/anna');
    const before = first.atAws();
    const next = await changed(console, first.planId, { bucket: 'app-data' });
    await next.apply();
    expect(document(BUCKET_PLACE)).toBe(THEIRS);
    expect(document(KEY_PLACE)).toBe(key);
    expect(document(`${DATA} bucket-policy app-data eu-west-1`)).toContain('user/anna');
    expect([...console.deps.aws.policies.keys()]).toEqual([
      `${TOOLING} user anna drawbridge-bucket-app-data`,
    ]);
    expect(first.stored().state).toBe('replaced');
    await next.undo();
    expect(next.atAws()).toBe(before);
    expect(first.stored().state).toBe('applied');
  });

  it('says so where what it let through before cannot be told any more', async () => {
    const console = await world();
    const first = await standing(console, FIELDS);
    const { body } = first.stored();
    first.stored().body = { ...body, fields: { ...body.fields, bucket: 'gone' } };
    const next = await changed(console, first.planId, { bucket: 'app-data' });
    expect(next.view.warnings.join()).toContain('cannot be told any more');
  });

  it('gives less of the same bucket', async () => {
    const console = await world();
    const first = await standing(console, FIELDS);
    const next = await changed(console, first.planId, { access: 'read' });
    await next.apply();
    const bucket = console.deps.aws.others.get(BUCKET_PLACE)?.document ?? '';
    expect(bucket).toContain('s3:GetObject');
    expect(bucket).not.toContain('s3:PutObject');
  });

  it('keeps who crosses, and says so at the field', async () => {
    const console = await world();
    const first = await standing(console, FIELDS);
    expect(await planChange(console, first.planId, { who: LEE })).toMatchObject({
      ok: false,
      error: { fields: { who: expect.stringContaining('keeps who crosses') } },
    });
  });

  it('takes nothing away that somebody else has changed since', async () => {
    const console = await world();
    const first = await standing(console, FIELDS);
    const live = JSON.parse(console.deps.aws.others.get(BUCKET_PLACE)?.document ?? '');
    for (const statement of live.Statement) statement.Effect = 'Deny';
    const document = JSON.stringify(live);
    console.deps.aws.others.set(BUCKET_PLACE, { document, tags: {} });
    expect(await planChange(console, first.planId, { bucket: 'app-data' })).toMatchObject(
      {
        ok: false,
        error: { message: expect.stringContaining('changed by somebody else since') },
      },
    );
  });
});

describe('a crossing written by hand', () => {
  const MAY =
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ec2:DescribeInstances","Resource":"*"}]}';
  const follow = (fields: DraftFields, change: Partial<DraftFields>): DraftFields => ({
    ...fields,
    ...followDraft(fields, change),
  });
  const FIELDS = follow(follow(DraftFields.parse({}), { recipe: 'blank' }), {
    principals: ANNA,
    trustingAccount: DATA,
    customPolicy: MAY,
    roleName: 'x-hand',
  });

  it('is given to another by its form, and the former’s half is taken away', async () => {
    const console = fakeConsole();
    const first = await standing(console, FIELDS);
    const before = first.atAws();
    const { principals, trustJson, assumeJson } = follow(FIELDS, { principals: CI });
    const change = { principals, trustJson, assumeJson };
    const next = await changed(console, first.planId, change);
    expect(next.stored().steps.map(({ title }) => title)).toEqual([
      'AllowAssume-x-hand on role ci-deploy',
      'Trust policy of x-hand',
      'AllowAssume-x-hand on user anna, taken away',
    ]);
    await next.apply();
    expect([...console.deps.aws.policies.keys()].join()).not.toContain('anna');
    expect(console.deps.aws.roles.get(`${DATA} x-hand`)?.trust).toBe(trustJson);
    await next.undo();
    expect(next.atAws()).toBe(before);
  });

  it('is changed in its JSON, to the letter; what others wrote is shown as it goes', async () => {
    const console = fakeConsole();
    const first = await standing(console, FIELDS);
    const role = console.deps.aws.roles.get(`${DATA} x-hand`);
    if (!role) throw new Error('no role');
    const live = JSON.parse(role.trust);
    const theirs = { ...live.Statement[0], Sid: 'Theirs', Effect: 'Deny' };
    role.trust = JSON.stringify({ ...live, Statement: [...live.Statement, theirs] });
    const trustJson = FIELDS.trustJson.replace(
      '"Statement"',
      '"Id": "mine", "Statement"',
    );
    const next = await changed(console, first.planId, { trustJson });
    const lines = next.view.accounts.flatMap(({ changes }) =>
      changes.flatMap(({ statements }) => statements.flatMap((one) => one.lines)),
    );
    expect(
      lines
        .filter(({ mark }) => mark === '-')
        .map(({ text }) => text)
        .join(),
    ).toContain('Theirs');
    await next.apply();
    expect(role.trust).toBe(trustJson);
  });
});
