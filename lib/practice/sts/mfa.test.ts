import { ListRolesCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { GetSessionTokenCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACME } from '../seed/accounts';
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
import { clientsOf, codeOf } from '../test-practice';
import { assume, makeRole, practice, sessionOf, startCrossings } from './test-crossings';
import { stepAt, totpCode } from './totp';

beforeAll(startCrossings);
afterAll(() => practice.stop());

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

  it('3.7: is carried by a session token, which cannot make another', async () => {
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
