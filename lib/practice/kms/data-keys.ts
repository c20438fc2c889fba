import { randomBytes } from 'node:crypto';
import type {
  GenerateDataKeyCommandInput,
  GenerateDataKeyWithoutPlaintextCommandInput,
  GenerateRandomCommandInput,
} from '@aws-sdk/client-kms';
import { authorize } from '../authorize/authorize';
import type { Call, Given, Operations } from '../operation';
import { validationError } from '../wire/aws-error';
import { checkValue, endDryRun } from './check-values';
import { seal } from './ciphertext';
import { allowUse } from './cryptography';
import { unsupported } from './errors';
import { targetOf } from './find-key';
import { checkGrantTokens } from './grant-tokens';

const BYTES_OF: Record<string, number> = { AES_256: 32, AES_128: 16 };

type DataKeyInput = Given<GenerateDataKeyWithoutPlaintextCommandInput>;

function bytesOf({ KeySpec, NumberOfBytes }: DataKeyInput): number {
  checkValue('keySpec', KeySpec, Object.keys(BYTES_OF));
  if ((KeySpec === undefined) === (NumberOfBytes === undefined))
    throw validationError('Please specify either number of bytes or key spec.');
  return NumberOfBytes ?? BYTES_OF[KeySpec ?? ''] ?? 0;
}

/** Nitro enclaves, who alone may name a recipient, do not call a local endpoint. */
function checkRecipient(recipient: object | undefined): void {
  if (recipient !== undefined)
    throw unsupported('The practice accounts encrypt for no Recipient.');
}

function makeDataKey(
  call: Call,
  action: 'kms:GenerateDataKey' | 'kms:GenerateDataKeyWithoutPlaintext',
  input: DataKeyInput,
) {
  const { EncryptionContext: encryptionContext } = input;
  const bytes = bytesOf(input);
  checkGrantTokens(call, input.GrantTokens);
  const target = targetOf(call, input.KeyId, { takesAlias: true });
  const { key } = allowUse(call, target, { action, encryptionContext });
  endDryRun(input);
  const dataKey = randomBytes(bytes);
  const sealed = seal(key, dataKey, encryptionContext);
  return { dataKey, output: { CiphertextBlob: sealed, KeyId: key.arn } };
}

function generateDataKey(call: Call, input: Given<GenerateDataKeyCommandInput>) {
  checkRecipient(input.Recipient);
  const { dataKey, output } = makeDataKey(call, 'kms:GenerateDataKey', input);
  return { ...output, Plaintext: dataKey };
}

const generateDataKeyWithoutPlaintext = (call: Call, input: DataKeyInput) =>
  makeDataKey(call, 'kms:GenerateDataKeyWithoutPlaintext', input).output;

function generateRandom(call: Call, input: Given<GenerateRandomCommandInput>) {
  authorize(call, { action: 'kms:GenerateRandom', resource: '*' });
  checkRecipient(input.Recipient);
  if (input.NumberOfBytes === undefined)
    throw validationError('NumberOfBytes is required.');
  return { Plaintext: randomBytes(input.NumberOfBytes) };
}

export const dataKeyOperations = {
  GenerateDataKey: generateDataKey,
  GenerateDataKeyWithoutPlaintext: generateDataKeyWithoutPlaintext,
  GenerateRandom: generateRandom,
} satisfies Operations;
