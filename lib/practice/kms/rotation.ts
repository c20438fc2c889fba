import type {
  DisableKeyRotationCommandInput,
  EnableKeyRotationCommandInput,
  GetKeyRotationStatusCommandInput,
} from '@aws-sdk/client-kms';
import { type Call, type Given, noted, type Operations, worldTime } from '../operation';
import type { StoredKey } from '../world/kms-types';
import { allowKey, allowOwnKey, checkUsable } from './allow-key';
import { targetOf } from './find-key';

const DAY_MS = 24 * 3600_000;
const DEFAULT_DAYS = 365;

function enableRotation(call: Call, input: Given<EnableKeyRotationCommandInput>) {
  const periodDays = input.RotationPeriodInDays ?? DEFAULT_DAYS;
  const { key } = allowOwnKey(call, input.KeyId, {
    action: 'kms:EnableKeyRotation',
    context: { 'kms:RotationPeriodInDays': String(periodDays) },
  });
  checkUsable(key);
  key.rotation = { periodDays, since: worldTime(call) };
  noted(call);
  return {};
}

function disableRotation(call: Call, { KeyId }: Given<DisableKeyRotationCommandInput>) {
  const { key } = allowOwnKey(call, KeyId, { action: 'kms:DisableKeyRotation' });
  checkUsable(key);
  key.rotation = null;
  noted(call);
  return {};
}

function nextRotation(
  { periodDays, since }: NonNullable<StoredKey['rotation']>,
  nowMs: number,
): Date {
  const periodMs = periodDays * DAY_MS;
  const start = Date.parse(since);
  const passed = Math.floor((nowMs - start) / periodMs);
  return new Date(start + (passed + 1) * periodMs);
}

function rotationStatus(call: Call, input: Given<GetKeyRotationStatusCommandInput>) {
  const target = targetOf(call, input.KeyId, { takesAlias: false });
  const { key } = allowKey(call, target, { action: 'kms:GetKeyRotationStatus' });
  const rotation = key.state === 'PendingDeletion' ? null : key.rotation;
  return {
    KeyId: key.arn,
    KeyRotationEnabled: rotation !== null,
    ...(rotation && {
      RotationPeriodInDays: rotation.periodDays,
      NextRotationDate: nextRotation(rotation, call.nowMs),
    }),
  };
}

export const rotationOperations = {
  EnableKeyRotation: enableRotation,
  DisableKeyRotation: disableRotation,
  GetKeyRotationStatus: rotationStatus,
} satisfies Operations;
