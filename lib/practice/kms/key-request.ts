import type { ContextValue } from '@/lib/iam/question';
import type { Call } from '../operation';
import type { KeyGrant } from '../world/kms-types';
import type { FoundKey } from './find-key';
import { aliasesOf } from './make-kms-key';

/** What a call wants to do with a key. */
export type KeyRequest = {
  action: `kms:${string}`;
  encryptionContext?: Record<string, string> | undefined;
  /** The service that asks on the caller's behalf: `s3.eu-west-1.amazonaws.com`. */
  viaService?: string;
  context?: Record<string, ContextValue>;
  /** The call named a ciphertext, not a key. */
  isByCiphertext?: boolean;
  /** What a grant must hold beside the operation to allow the call. */
  isWithinGrant?: (grant: KeyGrant) => boolean;
};

function encryptionContextKeys(
  context: Record<string, string> = {},
): Record<string, ContextValue> {
  const entries = Object.entries(context);
  return {
    ...Object.fromEntries(
      entries.map(([name, value]) => [`kms:EncryptionContext:${name}`, value]),
    ),
    ...(entries.length > 0 && {
      'kms:EncryptionContextKeys': entries.map(([name]) => name),
    }),
  };
}

export const SPEC_CONTEXT = {
  'kms:KeySpec': 'SYMMETRIC_DEFAULT',
  'kms:KeyUsage': 'ENCRYPT_DECRYPT',
  'kms:CustomerMasterKeySpec': 'SYMMETRIC_DEFAULT',
  'kms:CustomerMasterKeyUsage': 'ENCRYPT_DECRYPT',
  'kms:KeyOrigin': 'AWS_KMS',
} as const;

function attributesOf({ owner, key, alias }: FoundKey): Record<string, ContextValue> {
  const aliases = aliasesOf(owner, key);
  const isMultiRegion = key.id.startsWith('mrk-');
  return {
    ...SPEC_CONTEXT,
    'kms:MultiRegion': String(isMultiRegion),
    ...(isMultiRegion && { 'kms:MultiRegionKeyType': 'PRIMARY' }),
    ...(alias !== null && { 'kms:RequestAlias': alias }),
    ...(aliases.length > 0 && { 'kms:ResourceAliases': aliases }),
    ...Object.fromEntries(
      key.tags.map(({ Key, Value }) => [`aws:ResourceTag/${Key}`, Value]),
    ),
  };
}

/**
 * Condition keys of a call on a key.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/policy-conditions.html
 */
export const keyContext = (
  call: Call,
  found: FoundKey | null,
  { encryptionContext, viaService, context }: KeyRequest,
): Record<string, ContextValue> => ({
  'kms:CallerAccount': call.account.id,
  ...(viaService !== undefined && {
    'kms:ViaService': viaService,
    'aws:ViaAWSService': 'true',
  }),
  ...encryptionContextKeys(encryptionContext),
  ...(found && attributesOf(found)),
  ...context,
});
