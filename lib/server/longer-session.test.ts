import { UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { beforeAll, expect, it } from 'vitest';
import { getHome } from '@/lib/credentials/get-home';
import { issueCredentials } from '@/lib/credentials/issue-credentials';
import {
  FOUR_HOURS,
  LONG_JOB,
  longJobTrust,
  makeLongJob,
} from '@/lib/practice/test-long-job';
import { clientsOf } from '@/lib/practice/test-practice';
import { DATA, worked } from './test-aws';
import { useSetupWorld } from './test-setup';
import { refreshVendableRoles } from './vendable-roles';

const world = useSetupWorld();
const roleArn = LONG_JOB;

beforeAll(async () => {
  const { deps, actor, practice } = world();
  await makeLongJob((await practice.admin(DATA)).iam);
  await deps.readAgain(actor.workspaceId, [DATA]);
  await deps.people.addMember(actor.workspaceId, actor.userId, 'viewer');
  await refreshVendableRoles(deps, actor.workspaceId);
});

const issue = (durationSeconds: number) => {
  const { deps, actor, practice } = world();
  const ports = { ...deps, env: { practice: { url: practice.url } } };
  return issueCredentials(ports, actor, { roleArn, durationSeconds });
};

it('lasts as long as the role allows, in the person’s name', async () => {
  const { practice, actor } = world();
  const before = Date.now();
  const issued = worked(await issue(FOUR_HOURS));
  const seconds = (Date.parse(issued.expiresAt) - before) / 1000;
  expect(seconds).toBeGreaterThan(FOUR_HOURS - 60);
  expect(issued.sourceIdentity).toBe(`db-${actor.handle}`);
  const { sts } = clientsOf(practice.url, issued);
  const who = await sts.send(new GetCallerIdentityCommand({}));
  expect(who.Arn).toBe(
    `arn:aws:sts::${DATA}:assumed-role/long-job/${issued.sessionName}`,
  );
});

it('is offered at that length, beside chained ones of an hour', async () => {
  const { deps, actor } = world();
  const { roles } = worked(await getHome(deps, actor));
  const caps = Object.fromEntries(
    roles.map((role) => [role.roleName, [role.capSeconds, role.capCause]]),
  );
  expect(caps['long-job']).toEqual([FOUR_HOURS, "the role's own maximum is 4 h."]);
  expect(caps['data-writer']?.[0]).toBe(3600);
});

it('is not longer than the role allows', async () => {
  expect(await issue(FOUR_HOURS + 1)).toMatchObject({
    error: { kind: 'duration_too_long', maxSeconds: FOUR_HOURS },
  });
});

it('is refused by AWS once the role trusts somebody else’s tokens, and the log says so', async () => {
  const { deps, actor, practice } = world();
  const { iam } = await practice.admin(DATA);
  await iam.send(
    new UpdateAssumeRolePolicyCommand({
      RoleName: 'long-job',
      PolicyDocument: longJobTrust('person:somebody-else'),
    }),
  );
  expect(await issue(900)).toMatchObject({ error: { kind: 'trust_refused', roleArn } });
  await deps.readAgain(actor.workspaceId, [DATA]);
  await refreshVendableRoles(deps, actor.workspaceId);
  const why = expect.stringContaining('person:somebody-else');
  expect(await issue(900)).toMatchObject({ error: { kind: 'trust_refused', why } });
});
