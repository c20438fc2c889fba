import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { beforeAll, expect, it } from 'vitest';
import { AccountId, RoleArn } from '@/lib/core/ids';
import { issueCredentials } from '@/lib/credentials/issue-credentials';
import { restore } from '@/lib/credentials/revoke/restore';
import { revoke } from '@/lib/credentials/revoke/revoke';
import { findTrailSessions } from '@/lib/credentials/trail/find-trail-sessions';
import { clientsOf, codeOf } from '@/lib/practice/test-practice';
import { DATA, worked } from './test-aws';
import { useSetupWorld } from './test-setup';
import { refreshVendableRoles } from './vendable-roles';

const world = useSetupWorld();
const RoleName = 'past-console';
const roleArn = RoleArn.parse(`arn:aws:iam::${DATA}:role/${RoleName}`);
const accountId = AccountId.parse(DATA);
const policy = (Statement: object) =>
  JSON.stringify({ Version: '2012-10-17', Statement });

beforeAll(async () => {
  const { deps, actor, practice } = world();
  await deps.people.addMember(actor.workspaceId, actor.userId, 'admin');
  await refreshVendableRoles(deps, actor.workspaceId);
  const { iam } = await practice.admin(DATA);
  await iam.send(
    new CreateRoleCommand({
      RoleName,
      AssumeRolePolicyDocument: policy({
        Effect: 'Allow',
        Principal: { AWS: DATA },
        Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
      }),
    }),
  );
  const lists = { Effect: 'Allow', Action: 's3:ListBucket', Resource: '*' };
  await iam.send(
    new PutRolePolicyCommand({
      RoleName,
      PolicyName: 'list',
      PolicyDocument: policy(lists),
    }),
  );
});

/** Somebody takes the role with their own keys, and calls with what they got. */
async function takeAs(RoleSessionName: string) {
  const { sts } = await world().practice.admin(DATA);
  const asked = {
    RoleArn: roleArn,
    RoleSessionName,
    SourceIdentity: 'lee',
    DurationSeconds: 900,
  };
  const { Credentials } = await sts.send(new AssumeRoleCommand(asked));
  const { s3 } = clientsOf(world().practice.url, {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  });
  const list = () => codeOf(s3.send(new ListObjectsV2Command({ Bucket: 'app-logs' })));
  return { list, endsAt: Credentials?.Expiration };
}

async function look() {
  const { deps, actor } = world();
  const input = { accountId, fresh: true };
  const view = worked(await findTrailSessions(deps, actor, input));
  return view.sessions.filter(({ isByService }) => !isByService);
}

it('finds a session that was taken elsewhere, none of ours, and ends it by its name', async () => {
  const { deps, actor, practice } = world();
  const theirs = await takeAs('lee-laptop');
  const other = await takeAs('lee-desktop');
  const withPractice = { ...deps, env: { practice: { url: practice.url } } };
  const ours = worked(
    await issueCredentials(withPractice, actor, {
      roleArn: RoleArn.parse(`arn:aws:iam::${DATA}:role/data-writer`),
      durationSeconds: 3600,
    }),
  );
  const found = await look();
  expect(found.map(({ sessionName }) => sessionName)).not.toContain(ours.sessionName);
  const session = found.find(({ sessionName }) => sessionName === 'lee-laptop');
  expect(session).toMatchObject({
    roleArn,
    how: 'AssumeRole',
    sourceIdentity: 'lee',
    sourceIp: '127.0.0.1',
    program: expect.stringContaining('aws-sdk-js'),
    state: 'live',
    whyNot: null,
  });
  const endsAt = Date.parse(session?.endsAt ?? '');
  expect(Math.abs(endsAt - (theirs.endsAt?.getTime() ?? 0))).toBeLessThan(1_000);

  const asked = { scope: 'named', roleArn, sessionName: 'lee-laptop' } as const;
  const viewer = { ...actor, role: 'viewer' } as const;
  expect(await revoke(deps, viewer, asked)).toMatchObject({
    error: { kind: 'forbidden' },
  });
  expect(await theirs.list()).toBe('ok');
  const view = worked(await revoke(deps, actor, asked));
  expect(view).toMatchObject({ scope: 'session', proof: { holds: true } });
  expect([await theirs.list(), await other.list()]).toEqual(['AccessDenied', 'ok']);
  const after = await look();
  expect(after.find(({ sessionName }) => sessionName === 'lee-laptop')?.state).toBe(
    'revoked',
  );
  await practice.control('POST', '/clock', { advanceSeconds: 10 });
  expect(await (await takeAs('lee-laptop')).list()).toBe('ok');
  worked(await restore(deps, actor, { revocationId: view.id }));
  expect(await theirs.list()).toBe('ok');
});
