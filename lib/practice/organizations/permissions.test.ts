import { CreateUserCommand, PutUserPolicyCommand } from '@aws-sdk/client-iam';
import {
  AttachPolicyCommand,
  CreateOrganizationalUnitCommand,
  CreatePolicyCommand,
  DeletePolicyCommand,
  DescribeAccountCommand,
  DescribeOrganizationalUnitCommand,
  DetachPolicyCommand,
  EnablePolicyTypeCommand,
  ListAccountsForParentCommand,
  ListChildrenCommand,
  ListDelegatedAdministratorsCommand,
  ListParentsCommand,
  ListPoliciesCommand,
  ListTargetsForPolicyCommand,
  MoveAccountCommand,
  RegisterDelegatedAdministratorCommand,
  UpdateOrganizationalUnitCommand,
} from '@aws-sdk/client-organizations';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ACME } from '../seed/accounts';
import { allow, documentOf, type SeedStatement, userArn } from '../seed/document';
import { ORG_ID } from '../seed/organisation';
import { type clientsOf, codeOf, startTestPractice } from '../test-practice';

const ROOT = 'r-ac3e';
const SCP = 'SERVICE_CONTROL_POLICY';
const RCP = 'RESOURCE_CONTROL_POLICY';

let practice: Awaited<ReturnType<typeof startTestPractice>>;
let management: ReturnType<typeof clientsOf>;
let unit: string;
let policy: string;

const arn = (resource: string): string =>
  `arn:aws:organizations::${ACME.management}:${resource}`;
const targetArn = (kind: 'root' | 'ou' | 'account', id: string): string =>
  arn(`${kind}/${ORG_ID}/${id}`);
const policyArn = (id: string): string =>
  arn(`policy/${ORG_ID}/service_control_policy/${id}`);

const UserName = 'org-hand';

/** What the management account's user may do with these statements alone. */
async function codeWith(statements: SeedStatement[], command: object): Promise<string> {
  const PolicyDocument = documentOf(...statements);
  await management.iam.send(
    new PutUserPolicyCommand({ UserName, PolicyName: 'all', PolicyDocument }),
  );
  const { organizations } = await practice.as(userArn(ACME.management, UserName));
  // commands of different kinds have no type in common that `send` takes
  return codeOf(organizations.send(command as never));
}

beforeAll(async () => {
  practice = await startTestPractice();
  management = await practice.admin(ACME.management);
  await management.iam.send(new CreateUserCommand({ UserName }));
  const { organizations } = management;
  const made = await organizations.send(
    new CreateOrganizationalUnitCommand({ ParentId: ROOT, Name: 'Asked' }),
  );
  unit = made.OrganizationalUnit?.Id ?? '';
  const { Policy } = await organizations.send(
    new CreatePolicyCommand({
      Name: 'asked',
      Description: '',
      Type: SCP,
      Content: documentOf(allow('*')),
    }),
  );
  policy = Policy?.PolicySummary?.Id ?? '';
});
afterAll(() => practice.stop());

type Case = [
  operation: string,
  command: () => object,
  resources: () => [string, ...string[]],
];

it.each<Case>([
  [
    'DescribeOrganizationalUnit',
    () => new DescribeOrganizationalUnitCommand({ OrganizationalUnitId: unit }),
    () => [targetArn('ou', unit)],
  ],
  [
    'UpdateOrganizationalUnit',
    () => new UpdateOrganizationalUnitCommand({ OrganizationalUnitId: unit }),
    () => [targetArn('ou', unit)],
  ],
  [
    'CreateOrganizationalUnit',
    () => new CreateOrganizationalUnitCommand({ ParentId: unit, Name: 'Inner' }),
    () => [targetArn('ou', unit)],
  ],
  [
    'ListChildren',
    () => new ListChildrenCommand({ ParentId: ROOT, ChildType: 'ACCOUNT' }),
    () => [targetArn('root', ROOT)],
  ],
  [
    'ListAccountsForParent',
    () => new ListAccountsForParentCommand({ ParentId: unit }),
    () => [targetArn('ou', unit)],
  ],
  [
    'ListParents',
    () => new ListParentsCommand({ ChildId: ACME.prod }),
    () => [targetArn('account', ACME.prod)],
  ],
  [
    'DescribeAccount',
    () => new DescribeAccountCommand({ AccountId: ACME.prod }),
    () => [targetArn('account', ACME.prod)],
  ],
  [
    'ListTargetsForPolicy',
    () => new ListTargetsForPolicyCommand({ PolicyId: 'p-FullAWSAccess' }),
    () => ['arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess'],
  ],
  [
    'AttachPolicy',
    () => new AttachPolicyCommand({ PolicyId: policy, TargetId: ACME.prod }),
    () => [policyArn(policy), targetArn('account', ACME.prod)],
  ],
  [
    'DetachPolicy',
    () => new DetachPolicyCommand({ PolicyId: policy, TargetId: ACME.prod }),
    () => [policyArn(policy), targetArn('account', ACME.prod)],
  ],
  [
    'MoveAccount',
    () =>
      new MoveAccountCommand({
        AccountId: ACME.management,
        SourceParentId: ROOT,
        DestinationParentId: unit,
      }),
    () => [
      targetArn('account', ACME.management),
      targetArn('root', ROOT),
      targetArn('ou', unit),
    ],
  ],
  [
    'RegisterDelegatedAdministrator',
    () =>
      new RegisterDelegatedAdministratorCommand({
        AccountId: ACME.data,
        ServicePrincipal: 'access-analyzer.amazonaws.com',
      }),
    () => [targetArn('account', ACME.data)],
  ],
])(
  '%s needs a permission on each thing it is about',
  async (operation, command, resources) => {
    const action = `organizations:${operation}`;
    const all = resources();
    for (const missing of all) {
      const others = all.filter((one) => one !== missing);
      const statement = allow(action, [targetArn('ou', 'ou-ac3e-another1'), ...others]);
      expect(await codeWith([statement], command())).toBe('AccessDeniedException');
    }
    expect(await codeWith([allow(action, all)], command())).toBe('ok');
  },
);

it.each<[operation: string, command: () => object]>([
  ['ListPolicies', () => new ListPoliciesCommand({ Filter: SCP })],
  ['AttachPolicy', () => new AttachPolicyCommand({ PolicyId: policy, TargetId: unit })],
  ['DetachPolicy', () => new DetachPolicyCommand({ PolicyId: policy, TargetId: unit })],
  ['DeletePolicy', () => new DeletePolicyCommand({ PolicyId: policy })],
])('%s can be held to one type of policy', async (operation, command) => {
  const only = (type: string) =>
    allow(`organizations:${operation}`, '*', {
      Condition: { StringEquals: { 'organizations:PolicyType': type } },
    });
  expect(await codeWith([only(RCP)], command())).toBe('AccessDeniedException');
  expect(await codeWith([only(SCP)], command())).toBe('ok');
});

it('asks for the type that is turned on, and for the root', async () => {
  const enable = new EnablePolicyTypeCommand({ RootId: ROOT, PolicyType: RCP });
  const only = (type: string) =>
    allow('organizations:EnablePolicyType', targetArn('root', ROOT), {
      Condition: { StringEquals: { 'organizations:PolicyType': type } },
    });
  expect(await codeWith([only(SCP)], enable)).toBe('AccessDeniedException');
  expect(await codeWith([only(RCP)], enable)).toBe('ok');
});

it('lists the delegates of a service to who may see those of that service', async () => {
  const only = allow('organizations:ListDelegatedAdministrators', '*', {
    Condition: {
      StringEquals: { 'organizations:ServicePrincipal': 'access-analyzer.amazonaws.com' },
    },
  });
  const list = (ServicePrincipal?: string) =>
    codeWith([only], new ListDelegatedAdministratorsCommand({ ServicePrincipal }));
  expect(await list()).toBe('AccessDeniedException');
  expect(await list('config.amazonaws.com')).toBe('AccessDeniedException');
  expect(await list('access-analyzer.amazonaws.com')).toBe('ok');
});

it('asks for a permission on everything where a thing is not there', async () => {
  const command = new DescribeAccountCommand({ AccountId: '999900001111' });
  const action = 'organizations:DescribeAccount';
  expect(await codeWith([allow(action, targetArn('account', '*'))], command)).toBe(
    'AccessDeniedException',
  );
  expect(await codeWith([allow(action)], command)).toBe('AccountNotFoundException');
});
