import { ListRolesCommand } from '@aws-sdk/client-iam';
import { ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { beforeAll, expect, it } from 'vitest';
import { issueCredentials } from '@/lib/credentials/issue-credentials';
import { IssueCredentialsInput } from '@/lib/credentials/schema';
import { clientsOf, codeOf } from '@/lib/practice/test-practice';
import { DATA, worked } from './test-aws';
import { useSetupWorld } from './test-setup';
import { refreshVendableRoles } from './vendable-roles';

const world = useSetupWorld();
const roleArn = `arn:aws:iam::${DATA}:role/data-writer`;

beforeAll(async () => {
  const { deps, actor } = world();
  await deps.people.addMember(actor.workspaceId, actor.userId, 'viewer');
  await refreshVendableRoles(deps, actor.workspaceId);
});

/** What a session with these limits gets from two services. */
async function tried(limits: object) {
  const { deps, actor, practice } = world();
  const { url } = practice;
  const input = IssueCredentialsInput.parse({ roleArn, durationSeconds: 900, ...limits });
  const issued = worked(
    await issueCredentials({ ...deps, env: { practice: { url } } }, actor, input),
  );
  const { s3, iam } = clientsOf(url, issued);
  const put = new PutObjectCommand({ Bucket: 'app-logs', Key: 'logs/x', Body: 'x' });
  return {
    list: await codeOf(s3.send(new ListObjectsV2Command({ Bucket: 'app-logs' }))),
    put: await codeOf(s3.send(put)),
    iam: await codeOf(iam.send(new ListRolesCommand({}))),
    sourceIdentity: issued.sourceIdentity,
  };
}

it('leaves all that the role may do when nothing was taken away', async () => {
  expect(await tried({})).toMatchObject({ list: 'ok', put: 'ok', iam: 'AccessDenied' });
});

it.each([
  ['reads and does not write', { isReadOnly: true }, 'ok', 'AccessDenied'],
  ['keeps to the chosen services', { services: ['kms'] }, 'AccessDenied', 'AccessDenied'],
  ['lets the chosen service through', { services: ['s3'] }, 'ok', 'ok'],
  ['works from the chosen address', { fromIp: '127.0.0.1' }, 'ok', 'ok'],
  [
    'works from nowhere else',
    { fromIp: '203.0.113.0/24' },
    'AccessDenied',
    'AccessDenied',
  ],
  [
    'is all of it at once',
    { isReadOnly: true, services: 's3', fromIp: '127.0.0.0/8' },
    'ok',
    'AccessDenied',
  ],
])('%s', async (_says, limits, list, put) => {
  expect(await tried(limits)).toMatchObject({ list, put, iam: 'AccessDenied' });
});

it('carries the person as its source identity, and keeps the limits on record', async () => {
  const { deps, actor } = world();
  const { sourceIdentity } = await tried({ isReadOnly: true });
  expect(sourceIdentity).toBe(`db-${actor.handle}`);
  const live = await deps.issues.listLive(actor.workspaceId, actor.userId, new Date());
  expect(live[0]).toMatchObject({ limits: 'read only', sourceIdentity });
});

it.each(['', 'somewhere', '203.0.113.7/40', '203.0.113'])(
  'reads “%s” as no address, or as nothing to go by',
  (fromIp) => {
    const asked = IssueCredentialsInput.safeParse({ roleArn, fromIp });
    expect(asked.success ? asked.data.fromIp : 'refused').toBe(fromIp ? 'refused' : null);
  },
);
