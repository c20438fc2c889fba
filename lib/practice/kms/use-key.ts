import type { Call } from '../operation';
import { allowKey, checkUsable } from './allow-key';
import { targetOf } from './find-key';

type KeyUse = {
  /** Key id, key ARN, alias name or alias ARN; names are of the caller's account. */
  keyId: string;
  action: 'kms:GenerateDataKey' | 'kms:Decrypt' | 'kms:Encrypt';
  /** The service that encrypts, in the Region of what it encrypts: `s3.eu-west-1.amazonaws.com`. */
  viaService: string;
  encryptionContext: Record<string, string>;
};

/**
 * Lets a service use a key on the caller's behalf: the caller needs the key's permission, with
 * `kms:ViaService` and the encryption context that the service gives. `alias/aws/<service>` is
 * made when it is first needed. Throws KMS's error when the call may not, or the key cannot.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
 */
export function useKey(
  call: Call,
  { keyId, action, viaService, encryptionContext }: KeyUse,
): { arn: string } {
  const region = viaService.split('.')[1] ?? call.region;
  const target = targetOf(call, keyId, { region, takesAlias: true, makesManaged: true });
  const { key } = allowKey(call, target, {
    action,
    viaService,
    encryptionContext,
    isByCiphertext: action === 'kms:Decrypt',
    context: {
      'aws:RequestedRegion': region,
      'kms:EncryptionAlgorithm': 'SYMMETRIC_DEFAULT',
    },
  });
  checkUsable(key);
  return { arn: key.arn };
}
