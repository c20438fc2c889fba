import { ACME } from '../seed/accounts';
import { ADMIN_USER } from '../seed/admin-user';
import { DATA_LAKE } from '../seed/data-lake';
import { roleArn, userArn } from '../seed/document';
import { canDo, cannotDo } from './checks';
import type { Exercise } from './exercise';
import { STRANGER } from './view';

const READER = roleArn(ACME.data, 'data-read');
const WRITER = roleArn(ACME.data, 'data-writer');
const { keyArn: KEY, bucketArn, region } = DATA_LAKE;
const OBJECT = `${bucketArn}/${DATA_LAKE.firstKey}`;

/** What KMS hears when S3 decrypts an object for somebody of this account. */
const throughS3 = (accountId: string) => ({
  context: {
    'kms:ViaService': `s3.${region}.amazonaws.com`,
    'kms:CallerAccount': accountId,
    'kms:EncryptionContext:aws:s3:arn': bucketArn,
    'kms:EncryptionContextKeys': ['aws:s3:arn'],
    'aws:ViaAWSService': 'true',
  },
});

export const KEY_EXERCISES: readonly Exercise[] = [
  {
    id: 'open-third-lock',
    title: 'Open the third lock',
    accountId: ACME.data,
    subject: KEY,
    story:
      'data-read may get the objects of data-lake and may ask for their key. Still every read is refused: the objects are encrypted, and the key policy forgot data-read. It names its users one by one, so what their own policies say is not enough.',
    goal: 'data-read reads the data lake; the key stays shut for strangers, and its account can still change its policy.',
    hints: [
      'Two locks are open: the role and the bucket. The third is the policy of the KMS key alias/data-lake, in eu-west-1.',
      `Add a statement to the key policy that allows ${READER} kms:Decrypt, and keep the ones that are there.`,
      'aws kms get-key-policy --key-id with the ARN of the key shows the policy; put-key-policy replaces all of it.',
    ],
    readMore:
      'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying.html',
    checks: [
      canDo('data-read may get the object.', READER, 's3:GetObject', OBJECT),
      canDo(
        'data-read may decrypt it through S3.',
        READER,
        'kms:Decrypt',
        KEY,
        throughS3(ACME.data),
      ),
      canDo('data-writer still may.', WRITER, 'kms:Decrypt', KEY, throughS3(ACME.data)),
      cannotDo(
        'A stranger may not decrypt it.',
        STRANGER.AWS,
        'kms:Decrypt',
        KEY,
        throughS3('808080808080'),
      ),
      canDo(
        'The account can still change the key policy.',
        userArn(ACME.data, ADMIN_USER),
        'kms:PutKeyPolicy',
        KEY,
      ),
    ],
  },
];
