import { NUMBER_RULES } from '@/lib/iam/validate/number-rules';
import { TEXT_RULES } from '@/lib/iam/validate/text-rules';

const keyId = { min: 1, max: 2048 };
const principal = { min: 1, max: 256, pattern: /^[\w+=,.@:/-]*$/ };
const ciphertext = { min: 1, max: 6144 };

/** Limits of KMS's members. @see https://docs.aws.amazon.com/kms/latest/APIReference/API_Operations.html */
export const KMS_RULES = {
  KeyId: keyId,
  TargetKeyId: keyId,
  SourceKeyId: keyId,
  DestinationKeyId: keyId,
  AliasName: { min: 1, max: 256, pattern: /^[a-zA-Z0-9:/_-]*$/ },
  Policy: { min: TEXT_RULES.PolicyDocument.min, max: TEXT_RULES.PolicyDocument.max },
  PolicyName: { min: 1, max: 128, pattern: /^\w*$/ },
  Description: { min: 0, max: 8192 },
  GranteePrincipal: principal,
  RetiringPrincipal: principal,
  Name: { min: 1, max: 256, pattern: /^[a-zA-Z0-9:/_-]*$/ },
  GrantId: { min: 1, max: 128 },
  GrantToken: { min: 1, max: 8192 },
  Marker: { min: 1, max: 1024 },
  Plaintext: { min: 1, max: 4096 },
  CiphertextBlob: ciphertext,
};

const page = { min: 1, max: 1000 };

/** Members that are numbers, by operation. */
export const KMS_RANGES = {
  'ListKeys Limit': page,
  'ListAliases Limit': page,
  'ListGrants Limit': page,
  'ListRetirableGrants Limit': page,
  'ListKeyPolicies Limit': page,
  'ListResourceTags Limit': { min: 1, max: 50 },
  'GenerateDataKey NumberOfBytes': { min: 1, max: 1024 },
  'GenerateDataKeyWithoutPlaintext NumberOfBytes': { min: 1, max: 1024 },
  'GenerateRandom NumberOfBytes': { min: 1, max: 1024 },
  'EnableKeyRotation RotationPeriodInDays': NUMBER_RULES.KeyRotationDays,
};

export const KMS_COUNTS = { GrantTokens: { min: 0, max: 10 } };
