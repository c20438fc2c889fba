import {
  CreateRoleCommand,
  CreateUserCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  GetRoleCommand,
  ListRolesCommand,
  PutRolePolicyCommand,
  PutUserPermissionsBoundaryCommand,
  PutUserPolicyCommand,
  UpdateRoleCommand,
} from '@aws-sdk/client-iam';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import {
  AssumeRoleCommand,
  type AssumeRoleCommandInput,
  GetAccessKeyInfoCommand,
  GetCallerIdentityCommand,
  GetSessionTokenCommand,
} from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ACME,
  HUB_BROKER,
  HUB_WORKER,
  LUMEN_AUDIT,
  spokeExternalId,
} from '../seed/accounts';
import {
  allow,
  deny,
  documentOf,
  MFA,
  roleArn,
  rootArn,
  trusts,
  userArn,
} from '../seed/document';
import { mfaSecretOf, mfaSerialOf } from '../seed/mfa-seed';
import { clientsOf, codeOf, messageOf, startTestPractice } from '../test-practice';
import { stepAt, totpCode } from './totp';

type Clients = ReturnType<typeof clientsOf>;
let practice: Awaited<ReturnType<typeof startTestPractice>>;
/** A user in Tooling who may assume every role whose name begins with `m-`. */
let ana: Clients;
const ANA = userArn(ACME.tooling, 'ana');

const assume = (
  who: Clients,
  RoleArn: string,
  more: Partial<AssumeRoleCommandInput> = {},
) => who.sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'test', ...more }));

async function makeRole(
  accountId: string,
  RoleName: string,
  ...trust: Parameters<typeof documentOf>
) {
  const { iam } = await practice.admin(accountId);
  const made = await iam.send(
    new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: documentOf(...trust) }),
  );
  return made.Role?.Arn ?? '';
}

const sessionOf = async (
  who: Clients,
  arn: string,
  more: Partial<AssumeRoleCommandInput> = {},
) => {
  const { Credentials } = await assume(who, arn, more);
  return clientsOf(practice.url, {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  });
};

beforeAll(async () => {
  practice = await startTestPractice();
  const { iam } = await practice.admin(ACME.tooling);
  for (const UserName of ['ana', 'bob'])
    await iam.send(new CreateUserCommand({ UserName }));
  await iam.send(
    new PutUserPolicyCommand({
      UserName: 'ana',
      PolicyName: 'assume',
      PolicyDocument: documentOf(
        allow(
          ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'],
          'arn:aws:iam::*:role/m-*',
        ),
      ),
    }),
  );
  ana = await practice.as(ANA);
});
afterAll(() => practice.stop());

describe('crossing accounts', () => {
  it('needs the external id of the trust: right, wrong, none', async () => {
    const arn = await makeRole(
      ACME.data,
      'm-ext',
      trusts(rootArn(ACME.tooling), { StringEquals: { 'sts:ExternalId': 'x-42' } }),
    );
    expect(await codeOf(assume(ana, arn, { ExternalId: 'x-42' }))).toBe('ok');
    expect(await codeOf(assume(ana, arn, { ExternalId: 'X-42' }))).toBe('AccessDenied');
    expect(await codeOf(assume(ana, arn))).toBe('AccessDenied');
  });

  it('needs the identity policy of the caller too, and says so', async () => {
    const arn = await makeRole(
      ACME.data,
      'm-exact',
      trusts([ANA, userArn(ACME.tooling, 'bob')]),
    );
    expect(await codeOf(assume(ana, arn))).toBe('ok');
    const bob = await practice.as(userArn(ACME.tooling, 'bob'));
    expect(await messageOf(assume(bob, arn))).toBe(
      `User: ${userArn(ACME.tooling, 'bob')} is not authorized to perform: sts:AssumeRole on resource: ${arn} because no identity-based policy allows the sts:AssumeRole action`,
    );
  });

  it('needs the trust policy of the role, whoever asks', async () => {
    const arn = await makeRole(ACME.data, 'm-other', trusts(rootArn(ACME.prod)));
    expect(await messageOf(assume(ana, arn))).toContain(
      'because no role trust policy allows',
    );
    const deniedByTrust = await makeRole(
      ACME.data,
      'm-deny',
      trusts(rootArn(ACME.tooling)),
      {
        Effect: 'Deny',
        Principal: { AWS: ANA },
        Action: 'sts:AssumeRole',
      },
    );
    expect(await messageOf(assume(ana, deniedByTrust))).toContain(
      'with an explicit deny in the role trust policy',
    );
  });

  it('does not tell why a company outside the organisation is refused', async () => {
    const collector = await practice.as(roleArn(LUMEN_AUDIT, 'collector'));
    const arn = roleArn(ACME.data, 'audit-reader');
    expect(await messageOf(assume(collector, arn))).toBe(
      `User: arn:aws:sts::${LUMEN_AUDIT}:assumed-role/collector/practice is not authorized to perform: sts:AssumeRole on resource: ${arn}`,
    );
    expect(await codeOf(assume(collector, arn, { ExternalId: 'lum-7Q4c-data' }))).toBe(
      'ok',
    );
  });

  it('gives the same refusal for a role that does not exist', async () => {
    const refused = assume(ana, roleArn(ACME.data, 'm-nobody'));
    await expect(refused).rejects.toMatchObject({
      name: 'AccessDenied',
      $metadata: { httpStatusCode: 403 },
    });
    expect(await codeOf(assume(ana, 'arn:aws:iam::000000000000:role/m-nobody'))).toBe(
      'AccessDenied',
    );
  });

  it('is stopped by a boundary that is silent', async () => {
    const arn = await makeRole(ACME.data, 'm-bound', trusts(rootArn(ACME.tooling)));
    const { iam } = await practice.admin(ACME.tooling);
    await iam.send(new CreateUserCommand({ UserName: 'bounded' }));
    const policy = documentOf(allow('sts:AssumeRole'));
    await iam.send(
      new PutUserPolicyCommand({
        UserName: 'bounded',
        PolicyName: 'p',
        PolicyDocument: policy,
      }),
    );
    const bounded = await practice.as(userArn(ACME.tooling, 'bounded'));
    expect(await codeOf(assume(bounded, arn))).toBe('ok');
    await iam.send(
      new PutUserPermissionsBoundaryCommand({
        UserName: 'bounded',
        PermissionsBoundary: 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess',
      }),
    );
    expect(await messageOf(assume(bounded, arn))).toContain(
      'because no permissions boundary allows the sts:AssumeRole action',
    );
  });

  it('is stopped by a service control policy', async () => {
    const jenkins = await practice.as(roleArn(ACME.tooling, 'old-jenkins'));
    expect(await messageOf(assume(jenkins, roleArn(ACME.prod, 'deploy')))).toContain(
      'with an explicit deny in a service control policy',
    );
  });

  it('works without an identity policy inside one account when the trust names the user', async () => {
    const arn = await makeRole(
      ACME.tooling,
      'n-same',
      trusts(userArn(ACME.tooling, 'bob')),
    );
    const bob = await practice.as(userArn(ACME.tooling, 'bob'));
    expect(await codeOf(assume(bob, arn))).toBe('ok');
    const delegated = await makeRole(
      ACME.tooling,
      'n-root',
      trusts(rootArn(ACME.tooling)),
    );
    expect(await codeOf(assume(bob, delegated))).toBe('AccessDenied');
  });

  it('no longer works for a namesake of a deleted principal', async () => {
    const friend = await makeRole(ACME.tooling, 'm-friend', trusts(ANA));
    const arn = await makeRole(ACME.data, 'm-trusts-friend', trusts(friend));
    const { iam } = await practice.admin(ACME.tooling);
    const give = () =>
      iam.send(
        new PutRolePolicyCommand({
          RoleName: 'm-friend',
          PolicyName: 'p',
          PolicyDocument: documentOf(allow('sts:AssumeRole')),
        }),
      );
    await give();
    expect(await codeOf(assume(await practice.as(friend), arn))).toBe('ok');
    await iam.send(
      new DeleteRolePolicyCommand({ RoleName: 'm-friend', PolicyName: 'p' }),
    );
    await iam.send(new DeleteRoleCommand({ RoleName: 'm-friend' }));
    await makeRole(ACME.tooling, 'm-friend', trusts(ANA));
    await give();
    expect(await codeOf(assume(await practice.as(friend), arn))).toBe('AccessDenied');
  });
});

describe('the session', () => {
  it('is who AssumeRole said, and marks the role as used', async () => {
    const arn = await makeRole(ACME.data, 'm-who', trusts(rootArn(ACME.tooling)));
    const { AssumedRoleUser, Credentials } = await assume(ana, arn, {
      RoleSessionName: 'ana@laptop',
    });
    expect(Credentials?.AccessKeyId).toMatch(/^ASIAPRACTICE[A-Z2-7]{8}$/);
    const session = clientsOf(practice.url, {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    });
    const who = await session.sts.send(new GetCallerIdentityCommand({}));
    expect(who).toMatchObject({
      Account: ACME.data,
      Arn: `arn:aws:sts::${ACME.data}:assumed-role/m-who/ana@laptop`,
      UserId: AssumedRoleUser?.AssumedRoleId,
    });
    const { iam } = await practice.admin(ACME.data);
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: 'm-who' }));
    expect(Role?.RoleLastUsed?.Region).toBe('us-east-1');
    const info = await (await practice.admin(ACME.tooling)).sts.send(
      new GetAccessKeyInfoCommand({ AccessKeyId: Credentials?.AccessKeyId }),
    );
    expect(info.Account).toBe(ACME.data);
  });

  it('is narrowed by an inline session policy and by managed ones', async () => {
    const arn = roleArn(ACME.sandbox, 'm-wide');
    await makeRole(ACME.sandbox, 'm-wide', trusts(rootArn(ACME.tooling)));
    const { iam } = await practice.admin(ACME.sandbox);
    await iam.send(
      new PutRolePolicyCommand({
        RoleName: 'm-wide',
        PolicyName: 'all',
        PolicyDocument: documentOf(allow('*')),
      }),
    );
    const wide = await sessionOf(ana, arn);
    expect(await codeOf(wide.iam.send(new ListRolesCommand({})))).toBe('ok');
    const narrow = await sessionOf(ana, arn, { Policy: documentOf(allow('s3:*')) });
    expect(await codeOf(narrow.s3.send(new ListBucketsCommand({})))).toBe('ok');
    expect(await messageOf(narrow.iam.send(new ListRolesCommand({})))).toContain(
      'because no session policy allows the iam:ListRoles action',
    );
    const managed = await sessionOf(ana, arn, {
      PolicyArns: [{ arn: 'arn:aws:iam::aws:policy/IAMReadOnlyAccess' }],
    });
    expect(await codeOf(managed.iam.send(new ListRolesCommand({})))).toBe('ok');
    expect(await codeOf(managed.s3.send(new ListBucketsCommand({})))).toBe(
      'AccessDenied',
    );
    expect(await codeOf(assume(ana, arn, { Policy: '{oops' }))).toBe(
      'MalformedPolicyDocumentException',
    );
  });

  it('lasts no longer than the role allows, and one hour at most from another role', async () => {
    const arn = await makeRole(ACME.data, 'm-time', trusts([rootArn(ACME.tooling)]));
    const { iam } = await practice.admin(ACME.data);
    expect(await messageOf(assume(ana, arn, { DurationSeconds: 7200 }))).toBe(
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    );
    await iam.send(
      new UpdateRoleCommand({ RoleName: 'm-time', MaxSessionDuration: 43_200 }),
    );
    expect(await codeOf(assume(ana, arn, { DurationSeconds: 43_200 }))).toBe('ok');
    const first = await makeRole(ACME.tooling, 'm-first', trusts(ANA));
    await (await practice.admin(ACME.tooling)).iam.send(
      new PutRolePolicyCommand({
        RoleName: 'm-first',
        PolicyName: 'p',
        PolicyDocument: documentOf(allow('sts:AssumeRole')),
      }),
    );
    const chained = await sessionOf(ana, first);
    expect(await codeOf(assume(chained, arn, { DurationSeconds: 3600 }))).toBe('ok');
    expect(await messageOf(assume(chained, arn, { DurationSeconds: 3601 }))).toContain(
      '1 hour session limit for roles assumed by role chaining',
    );
    for (const DurationSeconds of [10, 899, 43_201])
      expect(await messageOf(assume(ana, arn, { DurationSeconds }))).toMatch(
        /^1 validation error detected: Value '\d+' at 'durationSeconds'/,
      );
  });

  it('ends when its time is over', async () => {
    const timed = await startTestPractice({ seed: 'small' });
    const keys = await timed.actAs(roleArn(ACME.data, 'data-read'), {
      durationSeconds: 900,
    });
    const session = clientsOf(timed.url, keys);
    expect(await codeOf(session.sts.send(new GetCallerIdentityCommand({})))).toBe('ok');
    await timed.control('POST', '/clock', { advanceSeconds: 901 });
    expect(await codeOf(session.sts.send(new GetCallerIdentityCommand({})))).toBe(
      'ExpiredToken',
    );
    await timed.stop();
  });

  it('takes names AWS takes, and refuses others with the pattern', async () => {
    const arn = await makeRole(ACME.data, 'm-names', trusts(rootArn(ACME.tooling)));
    expect(await messageOf(assume(ana, arn, { RoleSessionName: 'with space' }))).toBe(
      "1 validation error detected: Value 'with space' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*",
    );
    expect(await codeOf(assume(ana, arn, { RoleSessionName: 'x' }))).toBe(
      'ValidationError',
    );
    expect(await codeOf(assume(ana, 'arn:aws:s3:::not-a-role-at-all'))).toBe(
      'ValidationError',
    );
  });

  it('carries transitive tags and the source identity down a chain', async () => {
    const tagged = (sid: string) => ({
      Sid: sid,
      Effect: 'Allow' as const,
      Principal: { AWS: rootArn(ACME.tooling) },
      Action: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'],
    });
    const first = await makeRole(ACME.tooling, 'm-tag1', tagged('a'));
    const second = await makeRole(ACME.data, 'm-tag2', {
      ...tagged('b'),
      Condition: {
        StringEquals: { 'aws:PrincipalTag/team': 'red', 'aws:SourceIdentity': 'ana' },
      },
    });
    await (await practice.admin(ACME.tooling)).iam.send(
      new PutRolePolicyCommand({
        RoleName: 'm-tag1',
        PolicyName: 'p',
        PolicyDocument: documentOf(allow('sts:*')),
      }),
    );
    const withTags = await sessionOf(ana, first, {
      Tags: [{ Key: 'team', Value: 'red' }],
      TransitiveTagKeys: ['team'],
      SourceIdentity: 'ana',
    });
    expect((await assume(withTags, second)).SourceIdentity).toBe('ana');
    expect(await codeOf(assume(withTags, second, { SourceIdentity: 'lee' }))).toBe(
      'ValidationError',
    );
    expect(
      await codeOf(assume(withTags, second, { Tags: [{ Key: 'Team', Value: 'blue' }] })),
    ).toBe('ValidationError');
    expect(await codeOf(assume(await sessionOf(ana, first), second))).toBe(
      'AccessDenied',
    );
  });
});

describe('MFA', () => {
  const LEE = userArn(ACME.people, 'lee');
  const code = (shift = 0) => totpCode(mfaSecretOf(LEE), stepAt(Date.now()) + shift);

  it("opens a trust that asks for it, by a code of the caller's own device, once", async () => {
    const lee = await practice.as(LEE);
    const arn = roleArn(ACME.prod, 'deploy');
    expect(await codeOf(assume(lee, arn))).toBe('AccessDenied');
    const TokenCode = code();
    const SerialNumber = mfaSerialOf(LEE);
    expect(await codeOf(assume(lee, arn, { SerialNumber, TokenCode: '000000' }))).toBe(
      'AccessDenied',
    );
    expect(
      await codeOf(
        assume(lee, arn, {
          SerialNumber: mfaSerialOf(userArn(ACME.people, 'mei')),
          TokenCode,
        }),
      ),
    ).toBe('AccessDenied');
    expect(await codeOf(assume(lee, arn, { SerialNumber, TokenCode }))).toBe('ok');
    expect(await codeOf(assume(lee, arn, { SerialNumber, TokenCode }))).toBe(
      'AccessDenied',
    );
  });

  it('is carried by a session token, which cannot make another', async () => {
    const lee = await practice.as(LEE);
    const token = async (input: { SerialNumber?: string; TokenCode?: string }) => {
      const { Credentials } = await lee.sts.send(new GetSessionTokenCommand(input));
      return clientsOf(practice.url, {
        accessKeyId: Credentials?.AccessKeyId ?? '',
        secretAccessKey: Credentials?.SecretAccessKey ?? '',
        sessionToken: Credentials?.SessionToken ?? '',
      });
    };
    const plain = await token({});
    expect(await codeOf(assume(plain, roleArn(ACME.prod, 'deploy')))).toBe(
      'AccessDenied',
    );
    expect(await codeOf(plain.iam.send(new ListRolesCommand({})))).toBe(
      'InvalidClientTokenId',
    );
    const shown = await token({ SerialNumber: mfaSerialOf(LEE), TokenCode: code(1) });
    expect(await codeOf(assume(shown, roleArn(ACME.prod, 'deploy')))).toBe('ok');
    expect(await codeOf(shown.sts.send(new GetSessionTokenCommand({})))).toBe(
      'AccessDenied',
    );
  });

  it('does not live on in a role session', async () => {
    const arn = await makeRole(ACME.data, 'm-after', trusts(rootArn(ACME.prod), MFA));
    const anna = await practice.as(userArn(ACME.people, 'anna'), { mfa: true });
    const { iam } = await practice.admin(ACME.prod);
    await iam.send(
      new PutRolePolicyCommand({
        RoleName: 'deploy',
        PolicyName: 'on',
        PolicyDocument: documentOf(allow('sts:AssumeRole', arn), deny('ec2:*')),
      }),
    );
    const deploy = await sessionOf(anna, roleArn(ACME.prod, 'deploy'));
    expect(await codeOf(assume(deploy, arn))).toBe('AccessDenied');
  });
});

describe("the console's own roles", () => {
  it("let the hub worker in with the account's external id only", async () => {
    const worker = await practice.as(HUB_WORKER);
    for (const accountId of Object.values(ACME)) {
      const arn = roleArn(accountId, 'drawbridge/drawbridge-inventory');
      expect(
        await codeOf(assume(worker, arn, { ExternalId: spokeExternalId(accountId) })),
      ).toBe('ok');
      expect(await codeOf(assume(worker, arn, { ExternalId: 'other' }))).toBe(
        'AccessDenied',
      );
    }
  });

  it("let the broker hand out vendable roles under the person's name, and no other", async () => {
    const broker = await practice.as(HUB_BROKER);
    const named = { RoleSessionName: 'db-mei-7xk2', SourceIdentity: 'db-mei' };
    const arn = roleArn(ACME.data, 'data-writer');
    expect((await assume(broker, arn, named)).SourceIdentity).toBe('db-mei');
    expect(await codeOf(assume(broker, arn, { RoleSessionName: 'mei' }))).toBe(
      'AccessDenied',
    );
    expect(await codeOf(assume(broker, roleArn(ACME.data, 'etl-runner'), named))).toBe(
      'AccessDenied',
    );
    expect(
      await messageOf(
        assume(broker, roleArn(ACME.data, 'drawbridge/drawbridge-change'), named),
      ),
    ).toContain('explicit deny in an identity-based policy');
  });
});
