import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { StoredIssue } from '@/lib/ports';
import { useTestDatabase } from './test-database';
import { newUser, newWorkspace, PROD } from './test-rows';

const database = useTestDatabase();
const roleArn = `arn:aws:iam::${PROD}:role/auditor`;
const now = new Date('2026-11-24T09:00:00Z');

async function newIssue(change: Partial<StoredIssue> = {}): Promise<StoredIssue> {
  const issue: StoredIssue = {
    id: randomUUID(),
    workspaceId: await newWorkspace(database()),
    userId: await newUser(database()),
    roleArn,
    use: 'terminal',
    sessionName: 'mei',
    sourceIdentity: 'mei',
    limits: 'read only',
    issuedAt: now,
    expiresAt: new Date('2026-11-24T10:00:00Z'),
    ...change,
  };
  await database().stores.issues.record(issue);
  return issue;
}

it('lists sessions that are still live, the newest first', async () => {
  const { issues } = database().stores;
  const first = await newIssue();
  const owner = { workspaceId: first.workspaceId, userId: first.userId };
  const second = await newIssue({
    ...owner,
    use: 'console',
    issuedAt: new Date('2026-11-24T09:05:00Z'),
  });
  await newIssue({ ...owner, expiresAt: now });
  await newIssue({ ...owner, userId: await newUser(database()) });
  expect(await issues.listLive(owner.workspaceId, owner.userId, now)).toEqual([
    second,
    first,
  ]);
});

it('knows when a person last took each role, how often since a day, and what is live of it', async () => {
  const { issues } = database().stores;
  const issuedAt = new Date('2026-08-01T09:00:00Z');
  const ended = { issuedAt, expiresAt: new Date('2026-08-01T10:00:00Z') };
  const { workspaceId, userId } = await newIssue(ended);
  const owner = { workspaceId, userId };
  const later = new Date('2026-11-24T09:30:00.250Z');
  const live = await newIssue({ ...owner, issuedAt: later });
  const { id: revoked } = await newIssue(owner);
  await database().prisma.credentialIssue.update({
    where: { id: revoked },
    data: { revocationId: 'r1' },
  });
  await newIssue({ ...owner, ...ended, roleArn: `${roleArn}2` });
  await newIssue({ ...owner, userId: await newUser(database()) });
  const since = new Date('2026-11-01T00:00:00Z');
  const uses = await issues.usesByRole(workspaceId, userId, { since, now });
  expect(uses).toHaveLength(2);
  const { id, sessionName, expiresAt } = live;
  expect(uses).toContainEqual({
    roleArn,
    lastIssuedAt: later,
    uses: 2,
    live: [{ id, roleArn, sessionName, issuedAt: later, expiresAt }],
  });
  expect(uses).toContainEqual({
    roleArn: `${roleArn}2`,
    lastIssuedAt: issuedAt,
    uses: 0,
    live: [],
  });
});

it('has no column for a secret', async () => {
  const columns = await database().prisma.$queryRaw<{ name: string }[]>`
    SELECT column_name AS name FROM information_schema.columns
     WHERE table_name IN ('CredentialIssue', 'Grant', 'Revocation')
       AND data_type <> 'boolean'`; // yes or no is no secret, whatever its name
  expect(columns.length).toBeGreaterThan(10);
  const secret = /secret|token|accesskey|credential/i;
  expect(columns.filter(({ name }) => secret.test(name))).toEqual([]);
});

it('finds sessions by person, role, state and text, and counts them all', async () => {
  const { issues, people } = database().stores;
  const mine = await newIssue();
  const { workspaceId } = mine;
  const lee = await newUser(database(), 'Lee');
  await people.addMember(workspaceId, lee, 'viewer');
  const other = `arn:aws:iam::${PROD}:role/deploy`;
  const ended = { issuedAt: new Date('2026-11-24T07:00:00Z'), expiresAt: now };
  await newIssue({ workspaceId, userId: lee, roleArn: other, sessionName: 'db-lee-1' });
  await newIssue({ workspaceId, userId: lee, sessionName: 'db-lee-2', ...ended });
  const nobody = { userId: null, roleArn: null, state: 'any', q: '' } as const;
  const found = async (change: object) => {
    const query = { workspaceId, ...nobody, now, limit: 10, offset: 0, ...change };
    const { sessions, total } = await issues.search(query);
    expect(total).toBeGreaterThanOrEqual(sessions.length);
    return sessions.map(({ sessionName, personName }) => `${sessionName} ${personName}`);
  };
  expect((await found({})).sort()).toEqual(['db-lee-1 Lee', 'db-lee-2 Lee', 'mei Mei']);
  expect((await found({ state: 'live' })).sort()).toEqual(['db-lee-1 Lee', 'mei Mei']);
  expect(await found({ userId: mine.userId })).toEqual(['mei Mei']);
  expect(await found({ roleArn: other })).toEqual(['db-lee-1 Lee']);
  expect(await found({ q: 'LEE-2' })).toEqual(['db-lee-2 Lee']);
  expect(await found({ q: '%' })).toEqual([]);
  expect(await found({ state: 'revoked' })).toEqual([]);
  expect(
    await issues.search({ workspaceId, ...nobody, now, limit: 1, offset: 1 }),
  ).toMatchObject({ sessions: [{}], total: 3 });
  expect(await issues.takers(workspaceId)).toEqual([{ userId: lee, name: 'Lee' }]);
  expect(await found({ workspaceId: await newWorkspace(database()) })).toEqual([]);
});

it('finds sessions by their names, from a time on, in one workspace', async () => {
  const { issues } = database().stores;
  const { workspaceId, userId } = await newIssue();
  const issuedAt = new Date('2026-11-24T09:30:00Z');
  const late = { workspaceId, userId, sessionName: 'mine', issuedAt };
  await newIssue({ ...late, issuedAt: now });
  const found = await newIssue(late);
  await newIssue({ ...late, sessionName: 'other' });
  await newIssue({ sessionName: 'mine', issuedAt });
  expect(await issues.named(workspaceId, ['mine'], issuedAt)).toEqual([found]);
});
