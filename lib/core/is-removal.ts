import type { AwsWrite, RemovingWrite } from './aws-writes';

/** Whether a write takes something away. */
export const isRemoval = (write: AwsWrite): write is RemovingWrite =>
  /^(?:delete|detach|remove|untag)-/.test(write.kind);
