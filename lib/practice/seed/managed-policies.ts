import { seededId } from '../world/ids';
import type { StoredPolicy } from '../world/types';
import { ACCESS_POLICIES } from './access-policies';
import type { AwsPolicySeed } from './aws-policy-seed';
import { awsPolicy, documentOf } from './document';
import { JOB_POLICIES } from './job-policies';
import { MANAGEMENT_POLICIES } from './management-policies';
import { SERVICE_ACCESS_POLICIES } from './service-access-policies';
import { SERVICE_LINKED_POLICIES } from './service-linked-policies';
import { SERVICE_ROLE_POLICIES } from './service-role-policies';

const PUBLISHED = '2015-02-06T18:40:00.000Z';

function publishedPolicy({
  name,
  path = '/',
  says,
  statements,
}: AwsPolicySeed): StoredPolicy {
  const arn = awsPolicy(`${path.slice(1)}${name}`);
  return {
    name,
    path,
    id: seededId('ANPA', arn),
    arn,
    description: says,
    createdAt: PUBLISHED,
    updatedAt: PUBLISHED,
    tags: [],
    defaultVersionId: 'v1',
    lastVersion: 1,
    versions: [{ id: 'v1', document: documentOf(...statements), createdAt: PUBLISHED }],
  };
}

/** AWS's own policies by ARN: the same in every account, written by nobody. */
export const MANAGED_POLICIES: ReadonlyMap<string, StoredPolicy> = new Map(
  [
    ...ACCESS_POLICIES,
    ...SERVICE_ACCESS_POLICIES,
    ...MANAGEMENT_POLICIES,
    ...JOB_POLICIES,
    ...SERVICE_ROLE_POLICIES,
    ...SERVICE_LINKED_POLICIES,
  ]
    .map(publishedPolicy)
    .map((policy) => [policy.arn, policy]),
);
