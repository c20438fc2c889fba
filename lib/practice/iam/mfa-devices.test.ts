import {
  CreateUserCommand,
  CreateVirtualMFADeviceCommand,
  DeactivateMFADeviceCommand,
  DeleteUserCommand,
  DeleteVirtualMFADeviceCommand,
  EnableMFADeviceCommand,
  GetMFADeviceCommand,
  ListMFADevicesCommand,
  ListMFADeviceTagsCommand,
  ListVirtualMFADevicesCommand,
  PutUserPolicyCommand,
  ResyncMFADeviceCommand,
  TagMFADeviceCommand,
} from '@aws-sdk/client-iam';
import { GetSessionTokenCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allow, documentOf } from '../seed/document';
import { stepAt, totpCode } from '../sts/totp';
import { codeOf, messageOf } from '../test-practice';
import { admin, practice, startTooling, tooling } from './test-tooling';

beforeAll(startTooling);
afterAll(() => practice.stop());

async function makeDevice(VirtualMFADeviceName: string) {
  const { VirtualMFADevice: device } = await admin.iam.send(
    new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName }),
  );
  return {
    SerialNumber: device?.SerialNumber ?? '',
    secret: Buffer.from(device?.Base32StringSeed ?? []).toString(),
    picture: Buffer.from(device?.QRCodePNG ?? []),
  };
}

/** Codes of the steps around now; the step of now itself is left for signing in. */
const codesOf = (secret: string, shift = -2) => ({
  AuthenticationCode1: totpCode(secret, stepAt(Date.now()) + shift),
  AuthenticationCode2: totpCode(secret, stepAt(Date.now()) + shift + 1),
});

const enable = (
  UserName: string,
  { SerialNumber, secret }: { SerialNumber: string; secret: string },
  codes = codesOf(secret),
) => admin.iam.send(new EnableMFADeviceCommand({ UserName, SerialNumber, ...codes }));

describe('a virtual MFA device', () => {
  it('is made, given to a user by two codes in a row, signs in, and is taken away', async () => {
    const UserName = 'mfa-user';
    await admin.iam.send(new CreateUserCommand({ UserName }));
    const device = await makeDevice('phone');
    const { SerialNumber, secret } = device;
    expect(SerialNumber).toBe(`arn:aws:iam::${tooling}:mfa/phone`);
    expect(secret).toMatch(/^[A-Z2-7]{64}$/);
    expect(device.picture.subarray(1, 4).toString()).toBe('PNG');
    expect(device.picture.readUInt32BE(16)).toBe(244);
    await enable(UserName, device);
    const { MFADevices } = await admin.iam.send(new ListMFADevicesCommand({ UserName }));
    expect(MFADevices).toEqual([
      { UserName, SerialNumber, EnableDate: expect.any(Date) },
    ]);
    const own = await practice.as(`arn:aws:iam::${tooling}:user/${UserName}`);
    const TokenCode = totpCode(secret, stepAt(Date.now()));
    const signIn = own.sts.send(new GetSessionTokenCommand({ SerialNumber, TokenCode }));
    expect(await codeOf(signIn)).toBe('ok');

    expect(
      await messageOf(
        admin.iam.send(new DeleteVirtualMFADeviceCommand({ SerialNumber })),
      ),
    ).toBe('MFA VirtualDevice in use. Must deactivate first.');
    expect(await messageOf(admin.iam.send(new DeleteUserCommand({ UserName })))).toBe(
      'Cannot delete entity, must deactivate MFA device first.',
    );
    await admin.iam.send(new DeactivateMFADeviceCommand({ UserName, SerialNumber }));
    await admin.iam.send(new DeleteVirtualMFADeviceCommand({ SerialNumber }));
    await expect(
      admin.iam.send(new DeleteVirtualMFADeviceCommand({ SerialNumber })),
    ).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: `VirtualMFADevice with serial number ${SerialNumber} does not exist.`,
    });
    expect(await codeOf(admin.iam.send(new DeleteUserCommand({ UserName })))).toBe('ok');
  });

  it('is refused with wrong codes, codes that do not follow each other, and old ones', async () => {
    const UserName = 'mfa-wrong';
    await admin.iam.send(new CreateUserCommand({ UserName }));
    const device = await makeDevice('wrong');
    const { AuthenticationCode1, AuthenticationCode2 } = codesOf(device.secret);
    for (const codes of [
      { AuthenticationCode1, AuthenticationCode2: AuthenticationCode1 },
      {
        AuthenticationCode1: AuthenticationCode2,
        AuthenticationCode2: AuthenticationCode1,
      },
      codesOf(device.secret, -60),
    ])
      await expect(enable(UserName, device, codes)).rejects.toMatchObject({
        name: 'InvalidAuthenticationCodeException',
        message: 'Authentication code for device is not valid.',
        $metadata: { httpStatusCode: 403 },
      });
    const short = enable(UserName, device, {
      AuthenticationCode1: '12',
      AuthenticationCode2: '123456',
    });
    expect(await codeOf(short)).toBe('ValidationError');
    expect(await codeOf(enable('nobody', device))).toBe('NoSuchEntityException');
    await enable(UserName, device);
    expect(await codeOf(enable(UserName, device))).toBe('EntityAlreadyExistsException');
  });

  it('is one of at most eight of a user', async () => {
    const UserName = 'mfa-many';
    await admin.iam.send(new CreateUserCommand({ UserName }));
    const codes: string[] = [];
    for (let count = 0; count < 9; count += 1)
      codes.push(await codeOf(enable(UserName, await makeDevice(`many-${count}`))));
    expect(codes).toEqual([...Array(8).fill('ok'), 'LimitExceededException']);
    const list = async (AssignmentStatus: 'Assigned' | 'Unassigned' | 'Any') => {
      const { VirtualMFADevices } = await admin.iam.send(
        new ListVirtualMFADevicesCommand({ AssignmentStatus, MaxItems: 1000 }),
      );
      return VirtualMFADevices?.filter(({ SerialNumber }) =>
        SerialNumber?.includes('/many-'),
      );
    };
    expect(await list('Unassigned')).toEqual([
      { SerialNumber: `arn:aws:iam::${tooling}:mfa/many-8` },
    ]);
    expect(await list('Assigned')).toHaveLength(8);
    expect((await list('Any'))?.map(({ User }) => User?.UserName)).toEqual([
      ...Array(8).fill(UserName),
      undefined,
    ]);
  });

  it('is told by name once, synchronised again, shown and tagged', async () => {
    const UserName = 'mfa-shown';
    await admin.iam.send(new CreateUserCommand({ UserName }));
    const device = await makeDevice('shown');
    const { SerialNumber, secret } = device;
    expect(await messageOf(makeDevice('shown'))).toBe(
      'MFADevice entity at the same path and name already exists.',
    );
    const resync = (codes: ReturnType<typeof codesOf>) =>
      codeOf(
        admin.iam.send(new ResyncMFADeviceCommand({ UserName, SerialNumber, ...codes })),
      );
    expect(await resync(codesOf(secret))).toBe('NoSuchEntityException');
    await enable(UserName, device);
    expect(await resync(codesOf(secret, -5))).toBe('ok');
    expect(await resync(codesOf('A'.repeat(64)))).toBe(
      'InvalidAuthenticationCodeException',
    );
    const shown = await admin.iam.send(
      new GetMFADeviceCommand({ UserName, SerialNumber }),
    );
    expect(shown).toMatchObject({ UserName, SerialNumber, EnableDate: expect.any(Date) });
    await admin.iam.send(
      new TagMFADeviceCommand({ SerialNumber, Tags: [{ Key: 'kind', Value: 'phone' }] }),
    );
    const { Tags } = await admin.iam.send(new ListMFADeviceTagsCommand({ SerialNumber }));
    expect(Tags).toEqual([{ Key: 'kind', Value: 'phone' }]);
  });

  it('is managed by users themselves where a policy lets them, and by nobody else', async () => {
    const UserName = 'mfa-self';
    await admin.iam.send(new CreateUserCommand({ UserName }));
    const own = await practice.as(`arn:aws:iam::${tooling}:user/${UserName}`);
    const create = () =>
      own.iam.send(new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: UserName }));
    expect(await codeOf(create())).toBe('AccessDenied');
    await admin.iam.send(
      new PutUserPolicyCommand({
        UserName,
        PolicyName: 'own-mfa',
        PolicyDocument: documentOf(
          allow('iam:*MFADevice*', [
            // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
            'arn:aws:iam::*:user/${aws:username}',
            // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
            'arn:aws:iam::*:mfa/${aws:username}',
          ]),
        ),
      }),
    );
    expect(await codeOf(create())).toBe('ok');
    const { MFADevices } = await own.iam.send(new ListMFADevicesCommand({}));
    expect(MFADevices).toEqual([]);
    expect(await messageOf(own.iam.send(new ListVirtualMFADevicesCommand({})))).toBe(
      `User: arn:aws:iam::${tooling}:user/${UserName} is not authorized to perform: iam:ListVirtualMFADevices on resource: arn:aws:iam::${tooling}:mfa/ because no identity-based policy allows the iam:ListVirtualMFADevices action`,
    );
  });
});
