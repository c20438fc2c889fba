import {
  AddUserToGroupCommand,
  AttachRolePolicyCommand,
  CreateAccessKeyCommand,
  CreateGroupCommand,
  CreateUserCommand,
  DeleteUserCommand,
  GenerateCredentialReportCommand,
  GenerateServiceLastAccessedDetailsCommand,
  GetAccountSummaryCommand,
  GetCredentialReportCommand,
  GetRoleCommand,
  GetServiceLastAccessedDetailsCommand,
  GetServiceLastAccessedDetailsWithEntitiesCommand,
  PutGroupPolicyCommand,
} from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allow, documentOf } from '../seed/document';
import { clientsOf, codeOf, memoryStore, startTestPractice } from '../test-practice';
import { admin, makeRole, practice, startTooling, tooling } from './test-tooling';

beforeAll(startTooling);
afterAll(() => practice.stop());

const userArn = (name: string) => `arn:aws:iam::${tooling}:user/${name}`;

describe('a credential report', () => {
  const generate = () => admin.iam.send(new GenerateCredentialReportCommand({}));
  const get = () => admin.iam.send(new GetCredentialReportCommand({}));

  it('has to be asked for, is one row for root and one a user, and lasts four hours', async () => {
    await expect(get()).rejects.toMatchObject({
      name: 'CredentialReportNotPresentException',
      $metadata: { httpStatusCode: 410 },
    });
    const UserName = 'reported';
    await admin.iam.send(new CreateUserCommand({ UserName }));
    const { AccessKey } = await admin.iam.send(new CreateAccessKeyCommand({ UserName }));
    await clientsOf(practice.url, {
      accessKeyId: AccessKey?.AccessKeyId ?? '',
      secretAccessKey: AccessKey?.SecretAccessKey ?? '',
    }).sts.send(new GetCallerIdentityCommand({}));
    expect(await generate()).toMatchObject({
      State: 'STARTED',
      Description: 'No report exists. Starting a new report generation task',
    });
    expect((await generate()).State).toBe('COMPLETE');
    const { Content, ReportFormat } = await get();
    expect(ReportFormat).toBe('text/csv');
    const [head = '', root = '', ...rows] = Buffer.from(Content ?? [])
      .toString()
      .split('\n');
    expect(head).toMatch(
      /^user,arn,user_creation_time,password_enabled,.*cert_2_last_rotated$/,
    );
    expect(root).toMatch(/^<root_account>,arn:aws:iam::\d{12}:root,.*,not_supported,/);
    for (const row of [root, ...rows])
      expect(row.split(',')).toHaveLength(head.split(',').length);
    const row = rows.find((one) => one.startsWith('reported,'))?.split(',') ?? [];
    const cells = Object.fromEntries(
      head.split(',').map((column, at) => [column, row[at]]),
    );
    expect(cells).toMatchObject({
      arn: userArn(UserName),
      password_enabled: 'false',
      mfa_active: 'false',
      access_key_1_active: 'true',
      access_key_1_last_used_service: 'sts',
      access_key_1_last_used_region: 'us-east-1',
      access_key_2_active: 'false',
      access_key_2_last_rotated: 'N/A',
    });
    expect(cells['user_creation_time']).toMatch(
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/,
    );
  });

  it('expires', async () => {
    let now = Date.now();
    const other = await startTestPractice({ seed: 'small', now: () => now });
    try {
      const { iam } = await other.admin(tooling);
      await iam.send(new GenerateCredentialReportCommand({}));
      now += 4 * 3600_000;
      // SDK clients sign with the machine's clock, which this one has left behind
      const late = clientsOf(
        other.url,
        await other.actAs(`arn:aws:iam::${tooling}:root`),
      );
      late.iam.config.systemClockOffset = 4 * 3600_000;
      expect(await codeOf(late.iam.send(new GetCredentialReportCommand({})))).toBe(
        'CredentialReportExpiredException',
      );
    } finally {
      await other.stop();
    }
  });
});

describe('a report on the last use of services', () => {
  const generate = async (Arn: string) => {
    const { JobId } = await admin.iam.send(
      new GenerateServiceLastAccessedDetailsCommand({ Arn }),
    );
    return JobId ?? '';
  };
  const details = async (JobId: string) =>
    admin.iam.send(new GetServiceLastAccessedDetailsCommand({ JobId }));

  it('lists what the policies of a role grant, with its use of each', async () => {
    const { Role } = await makeRole('audited', {
      trust: documentOf({
        Effect: 'Allow',
        Principal: { AWS: tooling },
        Action: 'sts:AssumeRole',
      }),
    });
    await admin.iam.send(
      new AttachRolePolicyCommand({
        RoleName: 'audited',
        PolicyArn: 'arn:aws:iam::aws:policy/IAMReadOnlyAccess',
      }),
    );
    const audited = await practice.as(Role?.Arn ?? '');
    const before = await details(await generate(Role?.Arn ?? ''));
    expect(before).toMatchObject({
      JobStatus: 'COMPLETED',
      JobType: 'SERVICE_LEVEL',
      ServicesLastAccessed: [
        {
          ServiceName: 'AWS Identity and Access Management',
          ServiceNamespace: 'iam',
          TotalAuthenticatedEntities: 0,
        },
      ],
    });
    await audited.iam.send(new GetRoleCommand({ RoleName: 'audited' }));
    const after = await details(await generate(Role?.Arn ?? ''));
    expect(after.ServicesLastAccessed).toEqual([
      {
        ServiceName: 'AWS Identity and Access Management',
        ServiceNamespace: 'iam',
        TotalAuthenticatedEntities: 1,
        LastAuthenticated: expect.any(Date),
        LastAuthenticatedEntity: Role?.Arn,
        LastAuthenticatedRegion: 'us-east-1',
      },
    ]);
  });

  it('counts refused attempts, and names the members of a group that made them', async () => {
    const GroupName = 'watched';
    await admin.iam.send(new CreateGroupCommand({ GroupName }));
    await admin.iam.send(
      new PutGroupPolicyCommand({
        GroupName,
        PolicyName: 'some',
        PolicyDocument: documentOf(allow(['iam:GetUser', 'kms:*'])),
      }),
    );
    for (const UserName of ['busy', 'idle']) {
      await admin.iam.send(new CreateUserCommand({ UserName }));
      await admin.iam.send(new AddUserToGroupCommand({ GroupName, UserName }));
    }
    const busy = await practice.as(userArn('busy'));
    expect(await codeOf(busy.iam.send(new GetRoleCommand({ RoleName: 'x' })))).toBe(
      'AccessDenied',
    );
    const JobId = await generate(`arn:aws:iam::${tooling}:group/${GroupName}`);
    const { ServicesLastAccessed } = await details(JobId);
    expect(
      ServicesLastAccessed?.map((service) => [
        service.ServiceNamespace,
        service.TotalAuthenticatedEntities,
      ]),
    ).toEqual([
      ['iam', 1],
      ['kms', 0],
    ]);
    const { EntityDetailsList } = await admin.iam.send(
      new GetServiceLastAccessedDetailsWithEntitiesCommand({
        JobId,
        ServiceNamespace: 'iam',
      }),
    );
    expect(
      EntityDetailsList?.map(({ EntityInfo, LastAuthenticated }) => [
        EntityInfo?.Name,
        LastAuthenticated !== undefined,
      ]),
    ).toEqual([
      ['busy', true],
      ['idle', false],
    ]);
  });

  it('is refused for what is not there, and forgotten with the user', async () => {
    const arn = userArn('leaving');
    expect(await codeOf(generate(arn))).toBe('NoSuchEntityException');
    expect(await codeOf(details('0'.repeat(36)))).toBe('NoSuchEntityException');
    expect(await codeOf(details('short'))).toBe('ValidationError');
    await admin.iam.send(new CreateUserCommand({ UserName: 'leaving' }));
    const JobId = await generate(arn);
    await admin.iam.send(new DeleteUserCommand({ UserName: 'leaving' }));
    expect(await codeOf(details(JobId))).toBe('NoSuchEntityException');
  });

  it('survives a restart', async () => {
    const store = memoryStore();
    const options = { store, worldId: 'kept', seed: 'small' as const };
    const first = await startTestPractice(options);
    const { iam } = await first.admin(tooling);
    const Arn = `arn:aws:iam::${tooling}:user/break-glass`;
    await iam.send(new GetAccountSummaryCommand({}));
    const { JobId } = await iam.send(
      new GenerateServiceLastAccessedDetailsCommand({ Arn }),
    );
    await first.stop();
    const second = await startTestPractice(options);
    const again = await second.admin(tooling);
    const { ServicesLastAccessed } = await again.iam.send(
      new GetServiceLastAccessedDetailsCommand({ JobId }),
    );
    await second.stop();
    const used = ServicesLastAccessed?.find(
      ({ ServiceNamespace }) => ServiceNamespace === 'iam',
    );
    expect(used?.LastAuthenticatedEntity).toBe(Arn);
  });
});
