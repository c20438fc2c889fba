import type { StoredPlan } from '@/lib/ports';
import { sayBrings } from '../guards/asks';
import { readFixture } from './read-fixture';

/** `aws` without its own name: takes the role of a plan for a quarter of an hour. */
export const assumeWords = (
  { body: { roleArn, externalId, region } }: StoredPlan,
  sessionName: string,
): string[] => [
  'sts',
  'assume-role',
  `--role-arn=${roleArn}`,
  `--role-session-name=${sessionName}`,
  '--duration-seconds=900',
  ...(externalId === null ? [] : [`--external-id=${externalId}`]),
  ...(region === '' ? [] : [`--region=${region}`]),
];

/** What the call has to bring along beside, as comments: nobody here knows the values. */
export const furtherComments = (plan: Pick<StoredPlan, 'view'>): string[] =>
  readFixture(plan)
    .request.guards.filter(({ name }) => name !== 'externalId')
    .map(({ name }) => sayBrings([{ name, values: [] }]))
    .filter((brings) => brings !== '')
    .map((brings) => `# The role asks for ${brings} as well: add it.`);
