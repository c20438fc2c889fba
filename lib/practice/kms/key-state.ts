import type {
  CancelKeyDeletionCommandInput,
  DisableKeyCommandInput,
  EnableKeyCommandInput,
  ScheduleKeyDeletionCommandInput,
} from '@aws-sdk/client-kms';
import { NUMBER_RULES } from '@/lib/iam/validate/number-rules';
import { type Call, type Given, noted, type Operations } from '../operation';
import { validationError } from '../wire/aws-error';
import { allowOwnKey, checkNotDeleting } from './allow-key';
import { invalidState } from './errors';

const DAY_MS = 24 * 3600_000;
const { min: MIN_DAYS, max: MAX_DAYS } = NUMBER_RULES.KeyDeletionDays;

function enableKey(call: Call, { KeyId }: Given<EnableKeyCommandInput>) {
  const { key } = allowOwnKey(call, KeyId, { action: 'kms:EnableKey' });
  checkNotDeleting(key);
  key.state = 'Enabled';
  noted(call);
  return {};
}

function disableKey(call: Call, { KeyId }: Given<DisableKeyCommandInput>) {
  const { key } = allowOwnKey(call, KeyId, { action: 'kms:DisableKey' });
  checkNotDeleting(key);
  key.state = 'Disabled';
  noted(call);
  return {};
}

function scheduleDeletion(call: Call, input: Given<ScheduleKeyDeletionCommandInput>) {
  const days = input.PendingWindowInDays ?? MAX_DAYS;
  const { key } = allowOwnKey(call, input.KeyId, {
    action: 'kms:ScheduleKeyDeletion',
    context: { 'kms:ScheduleKeyDeletionPendingWindowInDays': String(days) },
  });
  if (days < MIN_DAYS || days > MAX_DAYS)
    throw validationError(
      `PendingWindowInDays must be between ${MIN_DAYS} and ${MAX_DAYS} (inclusive).`,
    );
  checkNotDeleting(key);
  const deletionAt = new Date(call.nowMs + days * DAY_MS);
  key.state = 'PendingDeletion';
  key.deletionAt = deletionAt.toISOString();
  noted(call);
  return {
    KeyId: key.arn,
    DeletionDate: deletionAt,
    KeyState: key.state,
    PendingWindowInDays: days,
  };
}

function cancelDeletion(call: Call, { KeyId }: Given<CancelKeyDeletionCommandInput>) {
  const { key } = allowOwnKey(call, KeyId, { action: 'kms:CancelKeyDeletion' });
  if (key.state !== 'PendingDeletion')
    throw invalidState(`${key.arn} is not pending deletion.`);
  key.state = 'Disabled';
  key.deletionAt = null;
  noted(call);
  return { KeyId: key.arn };
}

export const keyStateOperations = {
  EnableKey: enableKey,
  DisableKey: disableKey,
  ScheduleKeyDeletion: scheduleDeletion,
  CancelKeyDeletion: cancelDeletion,
} satisfies Operations;
