import {
  AttachGroupPolicyCommand,
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  DeletePolicyCommand,
  DeleteRoleCommand,
  DetachRolePolicyCommand,
  GetRoleCommand,
  PutGroupPolicyCommand,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type clientsOf, codeOf, startTestPractice } from '../test-practice';
import { ACME } from './accounts';
import { allow, awsPolicy, documentOf, roleArn, rootArn, trusts } from './document';

let practice: Awaited<ReturnType<typeof startTestPractice>>;
let change: ReturnType<typeof clientsOf>;

beforeAll(async () => {
  practice = await startTestPractice();
  change = await practice.as(roleArn(ACME.data, 'drawbridge/drawbridge-change'));
});
afterAll(() => practice.stop());

const TRUST = documentOf(trusts(rootArn(ACME.tooling)));
const READ = documentOf(allow('s3:GetObject', 'arn:aws:s3:::app-logs/*'));
const remove = (RoleName: string) =>
  codeOf(change.iam.send(new DeleteRoleCommand({ RoleName })));

it('lets the console make a role and take it away again', async () => {
  const made = change.iam.send(
    new CreateRoleCommand({
      RoleName: 'made-by-a-plan',
      AssumeRolePolicyDocument: TRUST,
      Tags: [{ Key: 'drawbridge:plan', Value: 'p1' }],
    }),
  );
  expect(await codeOf(made)).toBe('ok');
  expect(await remove('made-by-a-plan')).toBe('ok');
  expect(await remove('made-by-a-plan')).toBe('NoSuchEntityException');
  expect(await remove('OrganizationAccountAccessRole')).toBe('AccessDenied');
});

it('lets it edit the trust of other roles and both halves of a crossing', async () => {
  const RoleName = 'bucket-scanner';
  const edit = new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: TRUST });
  expect(await codeOf(change.iam.send(edit))).toBe('ok');
  const people = await practice.as(roleArn(ACME.people, 'drawbridge/drawbridge-change'));
  const give = new PutGroupPolicyCommand({
    GroupName: 'developers',
    PolicyName: 'new',
    PolicyDocument: READ,
  });
  expect(await codeOf(people.iam.send(give))).toBe('ok');
});

it('lets it give a user or group the policies that plans make, and no other', async () => {
  const people = await practice.as(roleArn(ACME.people, 'drawbridge/drawbridge-change'));
  const create = (Path: string) =>
    codeOf(
      people.iam.send(
        new CreatePolicyCommand({ PolicyName: 'asks', Path, PolicyDocument: READ }),
      ),
    );
  expect(await create('/')).toBe('AccessDenied');
  expect(await create('/drawbridge-managed/')).toBe('ok');
  const attach = (PolicyArn: string) =>
    codeOf(
      people.iam.send(
        new AttachGroupPolicyCommand({ GroupName: 'developers', PolicyArn }),
      ),
    );
  expect(await attach('arn:aws:iam::aws:policy/AdministratorAccess')).toBe(
    'AccessDenied',
  );
  expect(await attach(`arn:aws:iam::${ACME.people}:policy/drawbridge-managed/asks`)).toBe(
    'ok',
  );
});

it('lets it give a role policies of the account and of AWS, but none that makes administrators', async () => {
  const account = await practice.as(rootArn(ACME.data));
  const own = await account.iam.send(
    new CreatePolicyCommand({ PolicyName: 'by-the-account', PolicyDocument: READ }),
  );
  const RoleName = 'bucket-scanner';
  const at = (PolicyArn = '') => ({ RoleName, PolicyArn });
  const attach = (arn?: string) =>
    codeOf(change.iam.send(new AttachRolePolicyCommand(at(arn))));
  const detach = (arn?: string) =>
    codeOf(change.iam.send(new DetachRolePolicyCommand(at(arn))));
  for (const arn of [own.Policy?.Arn, awsPolicy('AmazonS3ReadOnlyAccess')])
    expect([await attach(arn), await detach(arn)]).toEqual(['ok', 'ok']);
  for (const name of ['AdministratorAccess', 'IAMFullAccess', 'PowerUserAccess'])
    expect(await attach(awsPolicy(name))).toBe('AccessDenied');
  // What a person attached is taken off by an undo like any other.
  await account.iam.send(new AttachRolePolicyCommand(at(awsPolicy('IAMFullAccess'))));
  expect(await detach(awsPolicy('IAMFullAccess'))).toBe('ok');
});

it("keeps it from the console's own roles and from every object", async () => {
  const RoleName = 'drawbridge-change';
  const own = new PutRolePolicyCommand({
    RoleName,
    PolicyName: 'x',
    PolicyDocument: READ,
  });
  expect(await codeOf(change.iam.send(own))).toBe('AccessDenied');
  const edit = new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: TRUST });
  expect(await codeOf(change.iam.send(edit))).toBe('AccessDenied');
  expect(await codeOf(change.iam.send(new GetRoleCommand({ RoleName })))).toBe('ok');
  const Key = 'logs/2026-11-22.json';
  const reader = await practice.as(roleArn(ACME.data, 'drawbridge/drawbridge-inventory'));
  for (const { s3 } of [change, reader])
    expect(await codeOf(s3.send(new GetObjectCommand({ Bucket: 'app-logs', Key })))).toBe(
      'AccessDenied',
    );
});

it("keeps it from the console's own policies, and from attaching or detaching one", async () => {
  const account = await practice.as(rootArn(ACME.data));
  const create = new CreatePolicyCommand({
    PolicyName: 'own',
    Path: '/drawbridge/',
    PolicyDocument: READ,
  });
  const { Policy } = await account.iam.send(create);
  const PolicyArn = Policy?.Arn ?? '';
  const held = { RoleName: 'bucket-scanner', PolicyArn };
  const attach = new AttachRolePolicyCommand(held);
  expect(await codeOf(change.iam.send(attach))).toBe('AccessDenied');
  expect(await codeOf(account.iam.send(attach))).toBe('ok');
  const detach = new DetachRolePolicyCommand(held);
  expect(await codeOf(change.iam.send(detach))).toBe('AccessDenied');
  expect(await codeOf(account.iam.send(detach))).toBe('ok');
  const version = new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: READ });
  expect(await codeOf(change.iam.send(version))).toBe('AccessDenied');
  const end = new DeletePolicyCommand({ PolicyArn });
  expect(await codeOf(change.iam.send(end))).toBe('AccessDenied');
});
