import type { Operations } from '../operation';
import { aclOperations } from './acls';
import { bucketEncryptionOperations } from './bucket-encryption';
import { bucketPolicyOperations } from './bucket-policy';
import { bucketSettingsOperations } from './bucket-settings';
import { bucketOperations } from './buckets';
import { completeUploadOperations } from './complete-upload';
import { copyObjectOperations } from './copy-object';
import { deleteObjectsOperations } from './delete-objects';
import { getObjectOperations } from './get-object';
import { listObjectsOperations } from './list-objects';
import { listUploadsOperations } from './list-uploads';
import { objectTaggingOperations } from './object-tagging';
import { putObjectOperations } from './put-object';
import { uploadPartsOperations } from './upload-parts';

export const s3Operations: Operations = {
  ...aclOperations,
  ...bucketEncryptionOperations,
  ...bucketOperations,
  ...bucketPolicyOperations,
  ...bucketSettingsOperations,
  ...completeUploadOperations,
  ...copyObjectOperations,
  ...deleteObjectsOperations,
  ...getObjectOperations,
  ...listObjectsOperations,
  ...listUploadsOperations,
  ...objectTaggingOperations,
  ...putObjectOperations,
  ...uploadPartsOperations,
};
