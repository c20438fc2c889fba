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
import {
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
import { pngOf } from './png';
import { qrCode } from './qr-code';
import { MFA_DEVICES_QUOTA } from './quotas';
import { synchronise } from './synchronise';
import { tagsOf, tagsOut } from './tags';
import { userOut } from './user-out';

const SECRET_CHARACTERS = 64;

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

/** What an authenticator app reads off the picture; a long name is cut to fit in it. */
const authenticatorAddress = (name: string, secret: string): string => {
  const label = encodeURIComponent(name.slice(0, 64));
  const issuer = 'Amazon%20Web%20Services';
  return `otpauth://totp/${issuer}:${label}?secret=${secret}&issuer=${issuer}`;
};

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
  const name = `${input.VirtualMFADeviceName}@${account.alias ?? account.id}`;
  return {
    VirtualMFADevice: {
      SerialNumber: serialNumber,
      Base32StringSeed: Buffer.from(secret),
      QRCodePNG: pngOf(qrCode(authenticatorAddress(name, secret))),
      ...tagsOut(tags),
    },
  };
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
