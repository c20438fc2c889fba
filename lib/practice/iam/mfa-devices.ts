import type {
  CreateVirtualMFADeviceCommandInput,
  DeactivateMFADeviceCommandInput,
  DeleteVirtualMFADeviceCommandInput,
  EnableMFADeviceCommandInput,
  GetMFADeviceCommandInput,
  ListMFADevicesCommandInput,
  ListVirtualMFADevicesCommandInput,
  ResyncMFADeviceCommandInput,
} from '@aws-sdk/client-iam';
import { authorize } from '../authorize/authorize';
import {
  type Call,
  changed,
  type Given,
  noted,
  type Operations,
  worldTime,
} from '../operation';
import { stepAt, totpCode } from '../sts/totp';
import {
  AwsError,
  alreadyExists,
  deleteConflict,
  limitExceeded,
  noSuchEntity,
} from '../wire/aws-error';
import { randomBase32 } from '../world/ids';
import type { AccountState, MfaDevice, StoredUser } from '../world/types';
import { allowCreation } from './allow-creation';
import { iamArn } from './arns';
import { allowedEntity } from './holder';
import { ownName } from './own-name';
import { pageOf } from './paging';
import { MFA_DEVICES_QUOTA } from './quotas';
import { tagsOf, tagsOut } from './tags';
import { userOut } from './user-out';

const SECRET_CHARACTERS = 64;
/** How far a device's clock may be off when it is introduced, in steps of 30 s. */
const STEPS_OFF = 10;

type Held = { device: MfaDevice; user: StoredUser | null };

const devicesOf = (account: AccountState): Held[] => [
  ...[...account.users.values()].flatMap((user) =>
    user.mfaDevices.map((device) => ({ device, user })),
  ),
  ...account.spareMfaDevices.map((device) => ({ device, user: null })),
];

function heldAt(account: AccountState, serial: string): Held {
  const held = devicesOf(account).find(({ device }) => device.serialNumber === serial);
  if (!held)
    throw noSuchEntity(`VirtualMFADevice with serial number ${serial} does not exist.`);
  return held;
}

export const deviceAt = (account: AccountState, serial: string): MfaDevice =>
  heldAt(account, serial).device;

function createDevice(call: Call, input: Given<CreateVirtualMFADeviceCommandInput>) {
  const { account } = call;
  const serialNumber = iamArn(
    account,
    'mfa',
    input.Path ?? '/',
    input.VirtualMFADeviceName,
  );
  const tags = tagsOf(input.Tags, 'MFADevice');
  allowCreation(call, {
    action: 'iam:CreateVirtualMFADevice',
    tagAction: 'iam:TagMFADevice',
    resource: serialNumber,
    tags,
  });
  if (devicesOf(account).some(({ device }) => device.serialNumber === serialNumber))
    throw alreadyExists('MFADevice entity at the same path and name already exists.');
  const secret = randomBase32(SECRET_CHARACTERS);
  account.spareMfaDevices.push({
    serialNumber,
    secret,
    usedStep: 0,
    enabledAt: null,
    tags,
  });
  changed(call);
  const label = `${input.VirtualMFADeviceName}@${account.alias ?? account.id}`;
  return {
    VirtualMFADevice: {
      SerialNumber: serialNumber,
      Base32StringSeed: Buffer.from(secret),
      // The text that AWS draws as a picture: what an authenticator app reads from it.
      QRCodePNG: Buffer.from(
        `otpauth://totp/Amazon%20Web%20Services:${encodeURIComponent(label)}?secret=${secret}&issuer=Amazon%20Web%20Services`,
      ),
      ...tagsOut(tags),
    },
  };
}

type Codes = { AuthenticationCode1: string; AuthenticationCode2: string };

/**
 * Sets a device's clock by two codes, one after the other. People read them off a real
 * clock, so the world's moved clock plays no part.
 */
function synchronise(call: Call, device: MfaDevice, codes: Codes): void {
  const now = stepAt(call.worlds.now());
  const steps = Array.from({ length: 2 * STEPS_OFF }, (_, at) => now + STEPS_OFF - at);
  const second = steps.find(
    (step) =>
      totpCode(device.secret, step) === codes.AuthenticationCode2 &&
      totpCode(device.secret, step - 1) === codes.AuthenticationCode1,
  );
  if (second === undefined)
    throw new AwsError(
      'InvalidAuthenticationCode',
      'Authentication code for device is not valid.',
      403,
    );
  device.usedStep = Math.max(device.usedStep, second);
}

function enableDevice(call: Call, input: Given<EnableMFADeviceCommandInput>) {
  const user = allowedEntity(call, 'iam:EnableMFADevice', {
    kind: 'user',
    name: input.UserName,
  });
  const { device, user: owner } = heldAt(call.account, input.SerialNumber);
  if (owner) throw alreadyExists('MFA Device is already in use.');
  if (user.mfaDevices.length >= MFA_DEVICES_QUOTA)
    throw limitExceeded(
      `Cannot exceed quota for MFADevicesPerUser: ${MFA_DEVICES_QUOTA}`,
    );
  synchronise(call, device, input);
  device.enabledAt = worldTime(call);
  user.mfaDevices.push(device);
  call.account.spareMfaDevices = call.account.spareMfaDevices.filter(
    (spare) => spare !== device,
  );
  changed(call);
  return {};
}

function ownDevice(user: StoredUser, serial: string): MfaDevice {
  const device = user.mfaDevices.find(({ serialNumber }) => serialNumber === serial);
  if (!device) throw noSuchEntity('MFA Device invalid for user.');
  return device;
}

function deactivateDevice(call: Call, input: Given<DeactivateMFADeviceCommandInput>) {
  const name = input.UserName ?? ownName(call);
  const user = allowedEntity(call, 'iam:DeactivateMFADevice', { kind: 'user', name });
  const device = ownDevice(user, input.SerialNumber);
  user.mfaDevices = user.mfaDevices.filter((own) => own !== device);
  device.enabledAt = null;
  call.account.spareMfaDevices.push(device);
  changed(call);
  return {};
}

function deleteDevice(
  call: Call,
  { SerialNumber }: Given<DeleteVirtualMFADeviceCommandInput>,
) {
  authorize(call, { action: 'iam:DeleteVirtualMFADevice', resource: SerialNumber });
  const { device, user } = heldAt(call.account, SerialNumber);
  if (user) throw deleteConflict('MFA VirtualDevice in use. Must deactivate first.');
  call.account.spareMfaDevices = call.account.spareMfaDevices.filter(
    (spare) => spare !== device,
  );
  changed(call);
  return {};
}

function resyncDevice(call: Call, input: Given<ResyncMFADeviceCommandInput>) {
  const user = allowedEntity(call, 'iam:ResyncMFADevice', {
    kind: 'user',
    name: input.UserName,
  });
  synchronise(call, ownDevice(user, input.SerialNumber), input);
  noted(call);
  return {};
}

const enabledOut = ({ enabledAt }: MfaDevice) =>
  enabledAt === null ? {} : { EnableDate: new Date(enabledAt) };

function listDevices(call: Call, input: Given<ListMFADevicesCommandInput>) {
  const name = input.UserName ?? ownName(call);
  const user = allowedEntity(call, 'iam:ListMFADevices', { kind: 'user', name });
  const { items, rest } = pageOf(
    user.mfaDevices,
    ({ serialNumber }) => serialNumber,
    input,
  );
  const devices = items.map((device) => ({
    UserName: user.name,
    SerialNumber: device.serialNumber,
    ...enabledOut(device),
  }));
  return { MFADevices: devices, ...rest };
}

function listVirtualDevices(call: Call, input: Given<ListVirtualMFADevicesCommandInput>) {
  const { account } = call;
  authorize(call, {
    action: 'iam:ListVirtualMFADevices',
    resource: iamArn(account, 'mfa', '/', ''),
  });
  const status = input.AssignmentStatus ?? 'Any';
  const wanted = devicesOf(account).filter(
    ({ user }) => status === 'Any' || (status === 'Assigned') === (user !== null),
  );
  const { items, rest } = pageOf(wanted, ({ device }) => device.serialNumber, input);
  const devices = items.map(({ device, user }) => ({
    SerialNumber: device.serialNumber,
    ...(user && { User: userOut(user) }),
    ...enabledOut(device),
  }));
  return { VirtualMFADevices: devices, ...rest };
}

function getDevice(call: Call, input: Given<GetMFADeviceCommandInput>) {
  const name = input.UserName ?? ownName(call);
  const user = allowedEntity(call, 'iam:GetMFADevice', { kind: 'user', name });
  const device = ownDevice(user, input.SerialNumber);
  return {
    UserName: user.name,
    SerialNumber: device.serialNumber,
    ...enabledOut(device),
  };
}

export const mfaDeviceOperations = {
  CreateVirtualMFADevice: createDevice,
  EnableMFADevice: enableDevice,
  DeactivateMFADevice: deactivateDevice,
  DeleteVirtualMFADevice: deleteDevice,
  ResyncMFADevice: resyncDevice,
  ListMFADevices: listDevices,
  ListVirtualMFADevices: listVirtualDevices,
  GetMFADevice: getDevice,
} satisfies Operations;
