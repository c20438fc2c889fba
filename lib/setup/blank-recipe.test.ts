import { expect, it } from 'vitest';
import { followDraft } from './blank/follow-draft';
import { fakeConsole } from './fakes/console';
import { textOf } from './fakes/exported';
import {
  account,
  CI,
  DATA,
  ORG_ID,
  organization,
  readings,
  TOOLING,
} from './fakes/inventory';
import { plannedConsole } from './fakes/planned';
import { previewOf } from './fakes/preview-of';
import { getPlan } from './get-plan';
import { DraftFields } from './schema';

const ANNA = `arn:aws:iam::${TOOLING}:user/anna`;
const LEE = `arn:aws:iam::${TOOLING}:user/lee`;
const MAY =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ec2:DescribeInstances","Resource":"*"}]}';

/** A draft as the form makes it: every change with what follows from it. */
function drafted(...changes: Partial<DraftFields>[]): DraftFields {
  const begun = [
    { recipe: 'blank' },
    { principals: ANNA, trustingAccount: DATA, customPolicy: MAY, roleName: 'x-hand' },
  ] as const;
  const follow = (fields: DraftFields, change: Partial<DraftFields>): DraftFields => ({
    ...fields,
    ...followDraft(fields, change),
  });
  return [...begun, ...changes].reduce(follow, DraftFields.parse({}));
}

const see = (change: Partial<DraftFields> = {}, world = fakeConsole()) =>
  previewOf(drafted(change), world);

const trustOf = (statement: object, ...others: object[]) =>
  JSON.stringify({
    Version: '2012-10-17',
    Id: 'by-hand',
    Statement: [
      {
        Sid: 'Mine',
        Effect: 'Allow',
        Principal: { AWS: ANNA },
        Action: 'sts:AssumeRole',
        ...statement,
      },
      ...others,
    ],
  });

it('judges a crossing that was written by hand by its documents', async () => {
  const view = await see();
  expect(view.fieldErrors).toEqual({});
  expect(view.missing).toEqual([]);
  expect(view.bridge).toMatchObject({
    deck: 'works',
    sentence: 'anna in Tooling can do in Data what the policy of x-hand says.',
  });
  expect((await see({ requireMfa: true })).bridge.sentence).toContain(
    'if MFA is present',
  );
  expect((await see({ assumeJson: '' })).bridge.deck).toBe('denied');
});

it('follows the engine where a statement says more than the form shows', async () => {
  const hand = trustOf({
    Condition: { StringEquals: { 'aws:PrincipalTag/team': 'ops' } },
  });
  const view = await see({ trustJson: hand });
  expect(view.fieldErrors).toEqual({});
  expect(view.bridge.deck).not.toBe('works');
  const denied = trustOf(
    {},
    { Effect: 'Deny', Principal: { AWS: ANNA }, Action: 'sts:*' },
  );
  expect((await see({ trustJson: denied })).bridge.deck).toBe('denied');
});

it('warns where another statement makes nothing of a guard', async () => {
  const trustJson = trustOf(
    { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } },
    { Effect: 'Allow', Principal: { AWS: ANNA }, Action: 'sts:AssumeRole' },
  );
  const view = await see({ trustJson });
  expect(view.fieldWarnings.trustJson).toBe(
    'Another statement lets anna in without MFA: the guard keeps nobody out.',
  );
});

it('leaves the half of an account without a connection to its owner', async () => {
  const accounts = [
    { ...account(TOOLING, 'Tooling'), connection: null },
    account(DATA, 'Data'),
  ];
  const plan = await plannedConsole(fakeConsole({ accounts }), drafted());
  await plan.apply();
  const { state, steps } = plan.stored();
  expect(state).toBe('waiting');
  expect(
    steps.filter((step) => step.state === 'waiting').map(({ title }) => title),
  ).toEqual(['AllowAssume-x-hand on user anna']);
});

const VENDOR = '777788889999';
const COLLECTOR = `arn:aws:iam::${VENDOR}:role/collector`;
const WITH_MFA = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
const WITH_ID = { StringEquals: { 'sts:ExternalId': 'acme-42-agreed' } };

it.each<[string, string[], object, string, string]>([
  ['one who is named second', [ANNA, LEE], WITH_MFA, LEE, 'lee in without MFA'],
  ['an account that was not read', [VENDOR], WITH_ID, VENDOR, `anyone in ${VENDOR} in`],
  ['one of their roles', [ANNA, COLLECTOR], WITH_MFA, COLLECTOR, 'collector in without'],
])('warns of a guard that is none for %s', async (_, named, Condition, AWS, words) => {
  const own = { Principal: { AWS: named }, Condition };
  const guarded = await see({ trustJson: trustOf(own) });
  expect(guarded.fieldErrors).toEqual({});
  expect(guarded.fieldWarnings.trustJson).toBeUndefined();
  const other = { Effect: 'Allow', Principal: { AWS }, Action: 'sts:AssumeRole' };
  const { fieldWarnings } = await see({ trustJson: trustOf(own, other) });
  expect(fieldWarnings.trustJson).toContain(words);
  expect(fieldWarnings.trustJson).toContain('the guard keeps nobody out');
});

it.each([
  ['everybody', '*', 'trusts everybody at AWS'],
  ['a pattern', `arn:aws:iam::${TOOLING}:role/*`, 'AWS takes no * inside a name'],
  ['a group', `arn:aws:iam::${TOOLING}:group/ops`, 'is a group'],
  ['one that is gone', 'AROAEXAMPLEDELETED000', 'no longer exists'],
  ['one that is not there', `arn:aws:iam::${TOOLING}:user/gone`, 'does not exist'],
  ['an account elsewhere', `arn:aws-cn:iam::${TOOLING}:root`, 'of partition aws-cn'],
  ['a session', `arn:aws:sts::${TOOLING}:assumed-role/a/b`, 'role behind it'],
  ['nonsense', 'anna', 'paste its whole ARN'],
])('refuses %s as a principal, with the reason', async (_, principals, word) => {
  const view = await see({ principals });
  expect(view.fieldErrors.principals).toContain(word);
});

it('says whose other halves it does not write, for one and for several', async () => {
  const [second, third] = ['a', 'b'].map((name) => `arn:aws:iam::${VENDOR}:role/${name}`);
  const warned = async (...principals: (string | undefined)[]) =>
    (await see({ principals: principals.join('\n') })).fieldWarnings.principals;
  expect(await warned(ANNA, second)).toContain(
    `The other half is written in Tooling alone. a in ${VENDOR} needs a policy of its own that`,
  );
  expect(await warned(ANNA, second, third)).toContain(
    `a in ${VENDOR} and b in ${VENDOR} each need a policy that allows sts:AssumeRole`,
  );
});

it('lets nobody cross between partitions, whoever is named first', async () => {
  const principals = `${ANNA}\narn:aws-cn:iam::${VENDOR}:root`;
  expect((await see({ principals })).fieldErrors.trustingAccount).toContain(
    'AWS lets nobody cross between partitions',
  );
});

const NAMED = { Effect: 'Allow', Principal: { AWS: ANNA }, Action: 'sts:AssumeRole' };
const OPEN = { ...NAMED, Principal: '*' };
const IN_ORG = { StringEquals: { 'aws:PrincipalOrgID': ORG_ID } };

it.each([
  ['in a second statement', trustOf({}, OPEN), 2],
  ['in a list', trustOf({}, { ...OPEN, Principal: { AWS: [LEE, '*'] } }), 2],
  ['in a first one, of sts:*', trustOf({ ...OPEN, Action: 'sts:*' }, NAMED), 1],
  [
    'in a first one, in capitals',
    trustOf({ ...OPEN, Action: 'STS:AssumeRole' }, NAMED),
    1,
  ],
  ['under a condition', trustOf({}, { ...OPEN, Condition: IN_ORG }), 2],
])('refuses everybody at AWS in the JSON too, %s', async (_, trustJson, number) => {
  const console = fakeConsole();
  const fields = drafted({ trustJson });
  expect(fields.principals).toBe(ANNA);
  expect((await previewOf(fields, console)).fieldErrors.trustJson).toContain(
    `Statement ${number}: This trusts everybody at AWS`,
  );
  expect((await console.plan(fields)).ok).toBe(false);
});

it('keeps a denial of everybody, and warns of those whom only the JSON lets in', async () => {
  const deny = { ...OPEN, Effect: 'Deny', Action: 'sts:TagSession' };
  const kept = await see({ trustJson: trustOf({}, deny) });
  expect(kept.fieldErrors).toEqual({});
  expect(kept.fieldWarnings.trustJson).toBeUndefined();
  const service = { ...OPEN, Principal: { Service: 'ec2.amazonaws.com', AWS: LEE } };
  const view = await see({ trustJson: trustOf({}, service) });
  expect(view.fieldWarnings.trustJson).toContain(
    `This policy also lets in ec2.amazonaws.com and ${LEE}.`,
  );
});

it.each<[string, Partial<DraftFields>, keyof DraftFields, string]>([
  ['broken JSON', { trustJson: '{\n"a": }' }, 'trustJson', 'Line 2: Expected a value'],
  ['a resource', { trustJson: trustOf({ Resource: '*' }) }, 'trustJson', 'Statement 1'],
  ['a long trust', { trustJson: trustOf({ Sid: 'A'.repeat(8300) }) }, 'trustJson', '8,'],
  ['half a policy', { assumeJson: '{}' }, 'assumeJson', 'Statement'],
  ['a foreign path', { rolePath: '/ops/' }, 'rolePath', '/drawbridge-managed/'],
  ['no path', { rolePath: 'ops' }, 'rolePath', 'Begin and end the path with /'],
  ['a long session', { sessionSeconds: '43201' }, 'sessionSeconds', '12 hours'],
])('says at the field why there cannot be %s', async (_, change, field, word) => {
  const view = await see(change);
  expect(view.fieldErrors[field]).toContain(word);
});

it.each([
  ['an administrator', '"Action":"*","Resource":"*"', 'makes an administrator'],
  ['all but a little', '"NotAction":"s3:*","Resource":"*"', 'makes an administrator'],
  ['one in two steps', '"Action":"iam:PutRolePolicy","Resource":"*"', 'leads to it'],
  ['one for a user', '"Action":"iam:AttachUserPolicy","Resource":"*"', 'leads to it'],
  [
    'a key that stands twice',
    '"Action":"*","Action":"sts:AssumeRole","Resource":"*"',
    'the key "Action" stands twice',
  ],
])('writes the trusted half no policy with %s', async (_, written, words) => {
  const assumeJson = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow",${written}}]}`;
  const console = fakeConsole();
  const fields = drafted({ assumeJson });
  expect((await previewOf(fields, console)).fieldErrors.assumeJson).toContain(words);
  expect((await console.plan(fields)).ok).toBe(false);
});

it('makes no plan while a guard of the form does not stand in the JSON', async () => {
  const own = trustOf({
    Condition: { StringEquals: { 'sts:ExternalId': ['a1', 'b1'] } },
  });
  const view = await previewOf(
    drafted({ trustJson: own }, { requireExternalId: true, externalId: 'acme-42' }),
  );
  expect(view.fieldErrors.trustJson).toContain('The guard External ID does not stand');
  const apart = await previewOf({ ...drafted(), requireMfa: true });
  expect(apart.fieldErrors.trustJson).toContain('MFA');
});

it('asks for the organisation by its id, and takes the one that was read', async () => {
  const inOrg = () => fakeConsole({ org: organization(TOOLING, DATA) });
  const view = await see({ requireOrganization: true }, inOrg());
  expect(view.fieldErrors.organizationId).toContain(ORG_ID);
  const given = { requireOrganization: true, organizationId: ORG_ID };
  expect((await see(given, inOrg())).fieldErrors).toEqual({});
});

it('T7, 0.3: trusts a whole account with the advice that goes with it, and an unknown one too', async () => {
  const ours = await see({ principals: TOOLING });
  expect(ours.fieldWarnings.principals).toContain('everybody in Tooling');
  expect(ours.bridge.sentence).toContain('Anyone in Tooling');
  const theirs = await see({ principals: 'arn:aws:iam::777788889999:root' });
  expect(theirs.bridge).toMatchObject({ deck: 'works', left: { shape: 'outside' } });
});

it('plans every document to the letter, a half for each of those who are named', async () => {
  const console = fakeConsole();
  const trustJson = trustOf({ Principal: { AWS: [ANNA, LEE] } });
  const rolePath = '/drawbridge-managed/hand/';
  const assumeJson = drafted().assumeJson.replace('/drawbridge-managed/', rolePath);
  const made = await console.plan({ ...drafted({ trustJson, assumeJson }), rolePath });
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  const plan = console.deps.plans.rows.get(made.value.planId);
  expect(plan?.steps.map(({ title }) => title)).toEqual([
    'Role x-hand, open to nobody yet',
    'Permissions of x-hand',
    'AllowAssume-x-hand on user anna',
    'AllowAssume-x-hand on user lee',
    'Trust policy of x-hand',
  ]);
  expect(plan?.steps.at(-1)?.after).toBe(trustJson);
  expect(plan?.steps[0]?.write).toMatchObject({ path: '/drawbridge-managed/hand/' });
  const view = await getPlan(console.deps, console.actor, made.value.planId);
  expect(view.ok && view.value.gains.map(({ who }) => who.name)).toEqual(['anna', 'lee']);
});

it('exports the documents as they were written', async () => {
  const console = fakeConsole();
  const made = await console.plan(drafted({ principals: CI }));
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  const planned = { ...console, planId: made.value.planId };
  const bash = await textOf(planned, 'bash', DATA);
  expect(bash).toContain('"AWS": "arn:aws:iam::111122223333:role/ci-deploy"');
  const template = await textOf(planned, 'cloudformation', DATA);
  expect(template).toContain('TrustedMayAssume');
});

it('0.3: refuses a user of a further statement who is not there, with AWS’s own words', async () => {
  const gone = ANNA.replace('anna', 'nobody');
  for (const Effect of ['Allow', 'Deny']) {
    const more = { Effect, Principal: { AWS: [gone] }, Action: 'sts:AssumeRole' };
    const { fieldErrors } = await see({ trustJson: trustOf({}, more) });
    expect(fieldErrors.trustJson).toMatch(
      /user nobody does not exist in Tooling.*“Invalid principal in policy”/,
    );
  }
  const own = `arn:aws:iam::${DATA}:role/drawbridge-managed/x-hand`;
  const itself = { Effect: 'Allow', Principal: { AWS: own }, Action: 'sts:AssumeRole' };
  expect((await see({ trustJson: trustOf({}, itself) })).fieldErrors).toEqual({});
});

it('0.3: counts who of a whole account could cross, live from their own policies', async () => {
  const counted = async (world = fakeConsole()) =>
    (await see({ principals: TOOLING }, world)).whoCount;
  expect(await counted()).toBe('1 user or role in Tooling whose own policies allow it');
  const world = readings();
  const tooling = world[TOOLING];
  const anna = tooling?.UserDetailList.find(({ Arn }) => Arn === ANNA);
  const may = MAY.replace('ec2:DescribeInstances', 'sts:AssumeRole');
  Object.assign(anna ?? {}, {
    UserPolicyList: [{ PolicyName: 'may', PolicyDocument: may }],
  });
  expect(await counted(fakeConsole({ world }))).toBe(
    '2 users and roles in Tooling whose own policies allow it',
  );
});
