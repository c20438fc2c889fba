import {
  DecryptCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  GenerateDataKeyWithoutPlaintextCommand,
  type KMSClient,
} from '@aws-sdk/client-kms';
import { parseArn } from '@/lib/core/arn';
import { ok, type Result } from '@/lib/core/result';
import type { AwsConnection, AwsCredentials, AwsFailure, KeyTrial } from '@/lib/ports';
import { clientsAt, placeOf } from './clients';
import type { AwsContext } from './context';
import { attempt } from './map-error';

/** How KMS answers a dry run that it would have done for real. */
const ALLOWED = 'DryRunOperationException';

/**
 * Asks KMS whether a key may be used, by credentials in hand. It is a dry run: KMS checks the
 * permissions and does nothing.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/testing-permissions.html
 */
export async function tryKey(
  context: AwsContext,
  connection: AwsConnection,
  credentials: AwsCredentials,
  trial: KeyTrial,
): Promise<Result<null, AwsFailure>> {
  const { region = connection.region } = parseArn(trial.keyArn) ?? {};
  const place = placeOf(context, { ...connection, region });
  if (!place.ok) return place;
  const { kms } = clientsAt(context, place.value, credentials);
  const called = await attempt(trial.action, () => send(kms(), trial));
  if (called.ok) return ok(null);
  const { error } = called;
  return error.kind === 'refused' && error.code === ALLOWED ? ok(null) : called;
}

async function send(kms: KMSClient, { action, keyArn }: KeyTrial): Promise<void> {
  const key = { KeyId: keyArn, DryRun: true };
  switch (action) {
    case 'kms:Decrypt': {
      const DryRunModifiers = ['IGNORE_CIPHERTEXT' as const];
      await kms.send(new DecryptCommand({ ...key, DryRunModifiers }));
      return;
    }
    case 'kms:Encrypt':
      await kms.send(new EncryptCommand({ ...key, Plaintext: new Uint8Array(1) }));
      return;
    case 'kms:GenerateDataKey':
      await kms.send(new GenerateDataKeyCommand({ ...key, KeySpec: 'AES_256' }));
      return;
    case 'kms:GenerateDataKeyWithoutPlaintext': {
      const input = { ...key, KeySpec: 'AES_256' as const };
      await kms.send(new GenerateDataKeyWithoutPlaintextCommand(input));
      return;
    }
    default:
      action satisfies never;
  }
}
