import { IAMClient } from '@aws-sdk/client-iam';
import { KMSClient } from '@aws-sdk/client-kms';
import { STSClient } from '@aws-sdk/client-sts';
import type { Org } from './org';

async function configOf(org: Org, arn: string) {
  const { accessKeyId, secretAccessKey, sessionToken } = await org.practice.actAs(arn);
  return {
    region: 'eu-west-1',
    endpoint: org.practice.url,
    credentials: {
      accessKeyId,
      secretAccessKey,
      ...(sessionToken ? { sessionToken } : {}),
    },
  };
}

/** A plain AWS client with a principal's own keys: somebody who works past the console. */
export const iamAs = async (org: Org, arn: string) =>
  new IAMClient(await configOf(org, arn));
export const kmsAs = async (org: Org, arn: string) =>
  new KMSClient(await configOf(org, arn));
export const stsAs = async (org: Org, arn: string, region = 'eu-west-1') =>
  new STSClient({ ...(await configOf(org, arn)), region });
