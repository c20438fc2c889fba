import { CreateRoleCommand, ListRolesCommand } from '@aws-sdk/client-iam';
import {
  AttachPolicyCommand,
  CreateAccountCommand,
  CreateOrganizationalUnitCommand,
  CreatePolicyCommand,
  DeleteOrganizationalUnitCommand,
  DeletePolicyCommand,
  DescribeAccountCommand,
  DescribeCreateAccountStatusCommand,
  DescribeOrganizationalUnitCommand,
  DetachPolicyCommand,
  DisablePolicyTypeCommand,
  EnablePolicyTypeCommand,
  ListAccountsCommand,
  ListChildrenCommand,
  ListCreateAccountStatusCommand,
  ListDelegatedAdministratorsCommand,
  ListParentsCommand,
  ListPoliciesForTargetCommand,
  ListRootsCommand,
  MoveAccountCommand,
  RegisterDelegatedAdministratorCommand,
  UpdateOrganizationalUnitCommand,
  UpdatePolicyCommand,
} from '@aws-sdk/client-organizations';
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACME, LUMEN_AUDIT } from '../seed/accounts';
import { deny, documentOf, roleArn, trusts } from '../seed/document';
import { clientsOf, codeOf, messageOf, startTestPractice } from '../test-practice';

let practice: Awaited<ReturnType<typeof startTestPractice>>;
let management: ReturnType<typeof clientsOf>;
let rootId: string;

beforeAll(async () => {
  practice = await startTestPractice();
  management = await practice.admin(ACME.management);
  const { Roots } = await management.organizations.send(new ListRootsCommand({}));
  rootId = Roots?.[0]?.Id ?? '';
});
afterAll(() => practice.stop());

const send: typeof management.organizations.send = ((command: never) =>
  management.organizations.send(command)) as typeof management.organizations.send;

const makeUnit = async (ParentId: string, Name: string): Promise<string> =>
  (await send(new CreateOrganizationalUnitCommand({ ParentId, Name }))).OrganizationalUnit
    ?.Id ?? '';

const makePolicy = async (Name: string, Content: string): Promise<string> =>
  (
    await send(
      new CreatePolicyCommand({
        Name,
        Content,
        Description: '',
        Type: 'SERVICE_CONTROL_POLICY',
      }),
    )
  ).Policy?.PolicySummary?.Id ?? '';

describe('units', () => {
  it('are made, renamed, read and deleted when they are empty', async () => {
    const id = await makeUnit(rootId, 'Trial');
    expect(id).toMatch(/^ou-ac3e-[a-z2-7]{8}$/);
    const again = makeUnit(rootId, 'Trial');
    expect(await codeOf(again)).toBe('DuplicateOrganizationalUnitException');
    await send(
      new UpdateOrganizationalUnitCommand({ OrganizationalUnitId: id, Name: 'Trials' }),
    );
    const { OrganizationalUnit } = await send(
      new DescribeOrganizationalUnitCommand({ OrganizationalUnitId: id }),
    );
    expect(OrganizationalUnit).toMatchObject({ Id: id, Name: 'Trials' });
    const inner = await makeUnit(id, 'Inner');
    const remove = (OrganizationalUnitId: string) =>
      codeOf(send(new DeleteOrganizationalUnitCommand({ OrganizationalUnitId })));
    expect(await remove(id)).toBe('OrganizationalUnitNotEmptyException');
    expect(await remove(inner)).toBe('ok');
    expect(await remove(id)).toBe('ok');
    expect(await remove(id)).toBe('OrganizationalUnitNotFoundException');
  });

  it('nest five deep and no deeper', async () => {
    let parent = rootId;
    for (let depth = 1; depth <= 5; depth += 1) parent = await makeUnit(parent, 'Deep');
    await expect(makeUnit(parent, 'Deep')).rejects.toMatchObject({
      name: 'ConstraintViolationException',
      Reason: 'OU_DEPTH_LIMIT_EXCEEDED',
    });
  });

  it('take accounts in from where they are', async () => {
    const unit = await makeUnit(rootId, 'Parking');
    const { Parents } = await send(new ListParentsCommand({ ChildId: ACME.sandbox }));
    const from = Parents?.[0]?.Id ?? '';
    const move = (SourceParentId: string, DestinationParentId: string) =>
      codeOf(
        send(
          new MoveAccountCommand({
            AccountId: ACME.sandbox,
            SourceParentId,
            DestinationParentId,
          }),
        ),
      );
    expect(await move(rootId, unit)).toBe('SourceParentNotFoundException');
    expect(await move(from, 'ou-ac3e-nowhere1')).toBe(
      'DestinationParentNotFoundException',
    );
    expect(await move(from, unit)).toBe('ok');
    const { Children } = await send(
      new ListChildrenCommand({ ParentId: unit, ChildType: 'ACCOUNT' }),
    );
    expect(Children).toEqual([{ Id: ACME.sandbox, Type: 'ACCOUNT' }]);
    expect(await move(unit, from)).toBe('ok');
  });
});

describe('service control policies', () => {
  it('take effect where they are attached, and end when they are taken off', async () => {
    const prod = await practice.admin(ACME.prod);
    const listRoles = () => codeOf(prod.iam.send(new ListRolesCommand({})));
    expect(await listRoles()).toBe('ok');
    const PolicyId = await makePolicy('no-iam', documentOf(deny('iam:*')));
    await send(new AttachPolicyCommand({ PolicyId, TargetId: ACME.prod }));
    expect(await messageOf(prod.iam.send(new ListRolesCommand({})))).toMatch(
      /with an explicit deny in a service control policy/,
    );
    await send(new UpdatePolicyCommand({ PolicyId, Content: documentOf(deny('ec2:*')) }));
    expect(await listRoles()).toBe('ok');
    expect(await codeOf(send(new DeletePolicyCommand({ PolicyId })))).toBe(
      'PolicyInUseException',
    );
    await send(new DetachPolicyCommand({ PolicyId, TargetId: ACME.prod }));
    expect(await codeOf(send(new DeletePolicyCommand({ PolicyId })))).toBe('ok');
  });

  it('hold an account that is moved under them', async () => {
    const unit = await makeUnit(rootId, 'Quarantine');
    const PolicyId = await makePolicy('nothing', documentOf(deny('*')));
    await send(new AttachPolicyCommand({ PolicyId, TargetId: unit }));
    const { Parents } = await send(new ListParentsCommand({ ChildId: ACME.research }));
    const AccountId = ACME.research;
    const from = Parents?.[0]?.Id ?? '';
    const research = await practice.admin(ACME.research);
    const listRoles = () => codeOf(research.iam.send(new ListRolesCommand({})));
    await send(
      new MoveAccountCommand({
        AccountId,
        SourceParentId: from,
        DestinationParentId: unit,
      }),
    );
    expect(await listRoles()).toBe('AccessDenied');
    await send(
      new MoveAccountCommand({
        AccountId,
        SourceParentId: unit,
        DestinationParentId: from,
      }),
    );
    expect(await listRoles()).toBe('ok');
  });

  it('are refused when they cannot be read, are too long, or stand twice', async () => {
    const refused = (Name: string, Content: string) => codeOf(makePolicy(Name, Content));
    expect(await refused('bad', '{')).toBe('MalformedPolicyDocumentException');
    expect(await refused('long', documentOf(deny('*', 'x'.repeat(11_000))))).toBe(
      'ConstraintViolationException',
    );
    expect(await refused('keep-evidence', documentOf(deny('ec2:*')))).toBe(
      'DuplicatePolicyException',
    );
  });

  it('are at least one and at most ten at a target, each once', async () => {
    const unit = await makeUnit(rootId, 'Full');
    const attach = (PolicyId: string) =>
      codeOf(send(new AttachPolicyCommand({ PolicyId, TargetId: unit })));
    const detach = (PolicyId: string) =>
      codeOf(send(new DetachPolicyCommand({ PolicyId, TargetId: unit })));
    expect(await detach('p-FullAWSAccess')).toBe('ConstraintViolationException');
    for (let at = 1; at <= 9; at += 1)
      expect(
        await attach(await makePolicy(`full-${at}`, documentOf(deny('ec2:*')))),
      ).toBe('ok');
    expect(await attach('p-FullAWSAccess')).toBe('DuplicatePolicyAttachmentException');
    expect(await attach('p-keepevidence')).toBe('ConstraintViolationException');
    expect(await detach('p-keepevidence')).toBe('PolicyNotAttachedException');
    expect(
      await codeOf(send(new DeletePolicyCommand({ PolicyId: 'p-FullAWSAccess' }))),
    ).toBe('PolicyChangesNotAllowedException');
  });
});

it('has AWS attach full access to the root, every unit and every account when service control policies come on again', async () => {
  const second = await startTestPractice();
  const admin = await second.admin(ACME.management);
  const PolicyType = 'SERVICE_CONTROL_POLICY';
  const attachedTo = async (TargetId: string) => {
    const { Policies } = await admin.organizations.send(
      new ListPoliciesForTargetCommand({ TargetId, Filter: PolicyType }),
    );
    return Policies?.map(({ Name }) => Name);
  };
  const { Children } = await admin.organizations.send(
    new ListChildrenCommand({ ParentId: rootId, ChildType: 'ORGANIZATIONAL_UNIT' }),
  );
  const units = Children?.map(({ Id = '' }) => Id) ?? [];
  expect(units.length).toBeGreaterThan(3);
  const targets = [rootId, ...units, ...Object.values(ACME)];
  await admin.organizations.send(
    new DisablePolicyTypeCommand({ RootId: rootId, PolicyType }),
  );
  for (const target of targets) expect(await attachedTo(target)).toEqual([]);
  await admin.organizations.send(
    new EnablePolicyTypeCommand({ RootId: rootId, PolicyType }),
  );
  for (const target of targets)
    expect(await attachedTo(target)).toEqual(['FullAWSAccess']);
  await second.stop();
});

describe('resource control policies', () => {
  const Type = 'RESOURCE_CONTROL_POLICY';
  const content = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Deny',
        Principal: '*',
        Action: 'sts:AssumeRole',
        Resource: '*',
        Condition: {
          StringNotEquals: { 'aws:PrincipalAccount': [ACME.archive, ACME.management] },
        },
      },
    ],
  });
  const make = () =>
    send(
      new CreatePolicyCommand({ Name: 'home', Content: content, Description: '', Type }),
    );

  it('wait until their type is on, then close a resource to others, and end with it', async () => {
    expect(await codeOf(make())).toBe('PolicyTypeNotEnabledException');
    const PolicyType = Type;
    await send(new EnablePolicyTypeCommand({ RootId: rootId, PolicyType }));
    expect(
      await codeOf(send(new EnablePolicyTypeCommand({ RootId: rootId, PolicyType }))),
    ).toBe('PolicyTypeAlreadyEnabledException');
    const attached = await send(
      new ListPoliciesForTargetCommand({ TargetId: ACME.archive, Filter: Type }),
    );
    expect(attached.Policies?.map(({ Name }) => Name)).toEqual(['RCPFullAWSAccess']);

    const lumen = await practice.as(roleArn(LUMEN_AUDIT, 'collector'));
    const cross = () =>
      lumen.sts.send(
        new AssumeRoleCommand({
          RoleArn: roleArn(ACME.archive, 'lumen-export'),
          RoleSessionName: 'audit',
        }),
      );
    expect(await codeOf(cross())).toBe('ok');
    const PolicyId = (await make()).Policy?.PolicySummary?.Id;
    await send(new AttachPolicyCommand({ PolicyId, TargetId: ACME.archive }));
    expect(await codeOf(cross())).toBe('AccessDenied');
    await send(new DisablePolicyTypeCommand({ RootId: rootId, PolicyType }));
    expect(await codeOf(cross())).toBe('ok');
  });
});

describe('accounts', () => {
  it('are made with the role that lets the management account in', async () => {
    const made = await send(
      new CreateAccountCommand({ AccountName: 'Trial', Email: 'trial@acme.example' }),
    );
    const status = made.CreateAccountStatus;
    expect(status).toMatchObject({ State: 'SUCCEEDED', AccountName: 'Trial' });
    const id = status?.AccountId ?? '';
    const { Account } = await send(new DescribeAccountCommand({ AccountId: id }));
    expect(Account).toMatchObject({ Name: 'Trial', Email: 'trial@acme.example' });
    const { Credentials } = await management.sts.send(
      new AssumeRoleCommand({
        RoleArn: roleArn(id, 'OrganizationAccountAccessRole'),
        RoleSessionName: 'first',
      }),
    );
    const inside = clientsOf(practice.url, {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    });
    expect((await inside.sts.send(new GetCallerIdentityCommand({}))).Account).toBe(id);
    const role = new CreateRoleCommand({
      RoleName: 'first',
      AssumeRolePolicyDocument: documentOf(trusts(roleArn(ACME.tooling, 'ci-deploy'))),
    });
    expect(await codeOf(inside.iam.send(role))).toBe('ok');
    const again = await send(
      new DescribeCreateAccountStatusCommand({ CreateAccountRequestId: status?.Id }),
    );
    expect(again.CreateAccountStatus?.AccountId).toBe(id);
  });

  it('fail for an e-mail address that is taken, and the request says so', async () => {
    const made = await send(
      new CreateAccountCommand({ AccountName: 'Twin', Email: 'aws+prod@acme.example' }),
    );
    expect(made.CreateAccountStatus).toMatchObject({
      State: 'FAILED',
      FailureReason: 'EMAIL_ALREADY_EXISTS',
    });
    const { CreateAccountStatuses } = await send(
      new ListCreateAccountStatusCommand({ States: ['FAILED'] }),
    );
    expect(CreateAccountStatuses?.map(({ AccountName }) => AccountName)).toEqual([
      'Twin',
    ]);
    const bad = send(new CreateAccountCommand({ AccountName: 'x', Email: 'nobody' }));
    expect(await codeOf(bad)).toBe('InvalidInputException');
  });
});

it('lets a delegated administrator read, and only the management account change', async () => {
  const data = await practice.admin(ACME.data);
  const read = () => codeOf(data.organizations.send(new ListAccountsCommand({})));
  expect(await read()).toBe('AccessDeniedException');
  await send(
    new RegisterDelegatedAdministratorCommand({
      AccountId: ACME.data,
      ServicePrincipal: 'access-analyzer.amazonaws.com',
    }),
  );
  const { DelegatedAdministrators } = await send(
    new ListDelegatedAdministratorsCommand({}),
  );
  expect(DelegatedAdministrators?.map(({ Id }) => Id)).toContain(ACME.data);
  expect(await read()).toBe('ok');
  const make = data.organizations.send(
    new CreateOrganizationalUnitCommand({ ParentId: rootId, Name: 'Mine' }),
  );
  expect(await codeOf(make)).toBe('AccessDeniedException');
});

it('keeps what was changed over a restart', async () => {
  const store = practice.store;
  const second = await startTestPractice({ store, worldId: practice.worldId });
  const admin = await second.admin(ACME.management);
  const { Children } = await admin.organizations.send(
    new ListChildrenCommand({ ParentId: rootId, ChildType: 'ORGANIZATIONAL_UNIT' }),
  );
  const ids = Children?.map(({ Id }) => Id) ?? [];
  expect(ids.length).toBeGreaterThan(6);
  await second.stop();
});
