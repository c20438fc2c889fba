import type {
  DecryptCommandInput,
  EncryptCommandInput,
  ReEncryptCommandInput,
} from '@aws-sdk/client-kms';
import { parseArn } from '@/lib/core/arn';
import type { Call, Given, Operations } from '../operation';
import { AwsError, validationError } from '../wire/aws-error';
import type { StoredKey } from '../world/kms-types';
import { allowKey, checkUsable, untold } from './allow-key';
import { checkAlgorithm, endDryRun } from './check-values';
import { keyArnIn, open, seal } from './ciphertext';
import { type FoundKey, type KeyTarget, targetOf } from './find-key';
import { checkGrantTokens } from './grant-tokens';
import type { KeyRequest } from './key-request';

const ALGORITHM = 'SYMMETRIC_DEFAULT';

/** A key that may be used, and can be. */
export function allowUse(call: Call, target: KeyTarget, request: KeyRequest): FoundKey {
  const found = allowKey(call, target, {
    ...request,
    context: { 'kms:EncryptionAlgorithm': ALGORITHM, ...request.context },
  });
  checkUsable(found.key);
  return found;
}

function encrypt(call: Call, input: Given<EncryptCommandInput>) {
  const { EncryptionContext: encryptionContext } = input;
  checkAlgorithm(input.EncryptionAlgorithm);
  checkGrantTokens(call, input.GrantTokens);
  const target = targetOf(call, input.KeyId, { takesAlias: true });
  const { key } = allowUse(call, target, { action: 'kms:Encrypt', encryptionContext });
  endDryRun(input);
  return {
    CiphertextBlob: seal(key, input.Plaintext, encryptionContext),
    KeyId: key.arn,
    EncryptionAlgorithm: ALGORITHM,
  };
}

type SealedInput = Pick<
  Given<DecryptCommandInput>,
  'CiphertextBlob' | 'DryRun' | 'DryRunModifiers'
>;

/** What is to be opened; null for a dry run that asks about permissions only. */
function ciphertextOf(input: SealedInput): Uint8Array | null {
  const { CiphertextBlob, DryRun, DryRunModifiers = [] } = input;
  if (DryRun && DryRunModifiers.includes('IGNORE_CIPHERTEXT')) return null;
  if (CiphertextBlob === undefined)
    throw validationError(
      "1 validation error detected: Value null at 'ciphertextBlob' failed to satisfy constraint: Member must not be null",
    );
  return CiphertextBlob;
}

type Sealed = {
  ciphertext: Uint8Array | null;
  keyId: string | undefined;
  action: 'kms:Decrypt' | 'kms:ReEncryptFrom';
};

/** The key of a ciphertext, as the ciphertext says or as the caller expects it. */
function targetOfSealed(call: Call, { ciphertext, keyId, action }: Sealed): KeyTarget {
  if (!ciphertext) return targetOf(call, keyId ?? '', { takesAlias: true });
  const arn = keyArnIn(ciphertext);
  if (keyId !== undefined) {
    const target = targetOf(call, keyId, { takesAlias: true });
    if (target.arn === arn) return target;
    throw new AwsError(
      'IncorrectKeyException',
      'The key ID in the request does not identify a CMK that can perform this operation.',
    );
  }
  const parts = parseArn(arn);
  const isOwnLost =
    parts?.accountId === call.account.id && !call.account.kmsKeys.has(arn);
  if (parts?.region !== call.region || isOwnLost)
    throw untold(call, { action, resource: arn }, { isByCiphertext: true });
  return targetOf(call, arn, { takesAlias: false });
}

/** Nothing when nothing was given: such a dry run ends before anybody sees it. */
const opened = (
  key: StoredKey,
  ciphertext: Uint8Array | null,
  context: Record<string, string> | undefined,
): Buffer => (ciphertext ? open(key, ciphertext, context) : Buffer.alloc(0));

function decrypt(call: Call, input: Given<DecryptCommandInput>) {
  const { EncryptionContext: encryptionContext } = input;
  const ciphertext = ciphertextOf(input);
  checkAlgorithm(input.EncryptionAlgorithm);
  checkGrantTokens(call, input.GrantTokens);
  const action = 'kms:Decrypt';
  const target = targetOfSealed(call, { ciphertext, keyId: input.KeyId, action });
  const { key } = allowUse(call, target, {
    action,
    encryptionContext,
    isByCiphertext: input.KeyId === undefined,
  });
  const plaintext = opened(key, ciphertext, encryptionContext);
  endDryRun(input);
  return { KeyId: key.arn, Plaintext: plaintext, EncryptionAlgorithm: ALGORITHM };
}

function reEncrypt(call: Call, input: Given<ReEncryptCommandInput>) {
  const ciphertext = ciphertextOf(input);
  checkAlgorithm(input.SourceEncryptionAlgorithm);
  checkAlgorithm(input.DestinationEncryptionAlgorithm);
  checkGrantTokens(call, input.GrantTokens);
  const action = 'kms:ReEncryptFrom';
  const from = targetOfSealed(call, { ciphertext, keyId: input.SourceKeyId, action });
  const to = targetOf(call, input.DestinationKeyId, { takesAlias: true });
  const context = { 'kms:ReEncryptOnSameKey': String(from.arn === to.arn) };
  const source = allowUse(call, from, {
    action,
    encryptionContext: input.SourceEncryptionContext,
    context,
    isByCiphertext: input.SourceKeyId === undefined,
  });
  const destination = allowUse(call, to, {
    action: 'kms:ReEncryptTo',
    encryptionContext: input.DestinationEncryptionContext,
    context,
  });
  const plaintext = opened(source.key, ciphertext, input.SourceEncryptionContext);
  endDryRun(input);
  return {
    CiphertextBlob: seal(destination.key, plaintext, input.DestinationEncryptionContext),
    SourceKeyId: source.key.arn,
    KeyId: destination.key.arn,
    SourceEncryptionAlgorithm: ALGORITHM,
    DestinationEncryptionAlgorithm: ALGORITHM,
  };
}

export const cryptographicOperations = {
  Encrypt: encrypt,
  Decrypt: decrypt,
  ReEncrypt: reEncrypt,
} satisfies Operations;
