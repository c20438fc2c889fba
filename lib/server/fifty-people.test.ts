import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { expect, it } from 'vitest';
import { verifyChain } from '@/lib/activity/verify-chain';
import type { UserId } from '@/lib/core/ids';
import type { IssuedCredentials } from '@/lib/credentials/schema';
import { newUser } from '@/lib/db/test-rows';
import { clientsOf } from '@/lib/practice/test-practice';
import { DATA } from './test-aws';
import { cliCalls } from './test-cli-calls';
import { useConsole } from './test-console';
import { newToken } from './token-text';
import { refreshVendableRoles } from './vendable-roles';

const console = useConsole();
const { send, asProgram } = cliCalls(console);
const PEOPLE = 50;
const roleArn = `arn:aws:iam::${DATA}:role/data-read`;

type Person = { userId: UserId; handle: string; token: string };

/** Fifty members, each with a token of their own; many share a name. */
async function fiftyPeople(): Promise<Person[]> {
  const { ports, actor, world } = console();
  const { workspaceId } = actor;
  const people: Person[] = [];
  for (let number = 0; number < PEOPLE; number += 1) {
    const name = `Mei ${number % 5}`;
    const userId = await newUser(world.database, name);
    const handle = await ports.people.ensureHandle(userId, name);
    await ports.people.addMember(workspaceId, userId, 'viewer');
    const { id, secretHash, text: token } = newToken(ports.random);
    const createdAt = new Date();
    const expiresAt = new Date(createdAt.getTime() + 3_600_000);
    const row = { id, secretHash, userId, workspaceId, createdAt, expiresAt };
    await world.database.prisma.token.create({ data: { ...row, name: 'laptop' } });
    people.push({ userId, handle, token });
  }
  await refreshVendableRoles(ports, workspaceId);
  return people;
}

it('gives fifty people who ask at once each their own session, in their own name', async () => {
  const { ports, actor, world } = console();
  const people = await fiftyPeople();
  const answers = await Promise.all(
    people.map(async ({ token }) => {
      const asked = { roleArn, durationSeconds: 900 };
      const answer = await send('/api/v1/credentials', asked, asProgram(token));
      expect(answer.status).toBe(200);
      return (await answer.json()) as IssuedCredentials;
    }),
  );
  const arns = await Promise.all(
    answers.map(async (issued) => {
      const { sts } = clientsOf(world.practice.url, issued);
      return (await sts.send(new GetCallerIdentityCommand({}))).Arn;
    }),
  );
  for (const [index, { handle }] of people.entries()) {
    const { sessionName, sourceIdentity } = answers[index] ?? {};
    expect(sessionName?.slice(0, -9)).toBe(`db-${handle}`);
    expect(sourceIdentity).toBe(`db-${handle}`);
    expect(arns[index]).toBe(
      `arn:aws:sts::${DATA}:assumed-role/data-read/${sessionName}`,
    );
  }
  for (const key of ['sessionName', 'accessKeyId', 'sessionToken', 'sessionId'] as const)
    expect(new Set(answers.map((issued) => issued[key])).size, key).toBe(PEOPLE);

  const rows = await world.database.prisma.credentialIssue.findMany();
  const takenBy = new Map(rows.map(({ sessionName, userId }) => [sessionName, userId]));
  expect(rows).toHaveLength(PEOPLE);
  for (const [index, { userId }] of people.entries())
    expect(takenBy.get(answers[index]?.sessionName ?? '')).toBe(userId);
  const log = await ports.activity.all(actor.workspaceId);
  expect(verifyChain(log).isIntact).toBe(true);
  for (const event of ['credentials.requested', 'credentials.issued']) {
    const told = log.filter((row) => row.event === event);
    expect(new Set(told.map(({ actorId }) => actorId)).size, event).toBe(PEOPLE);
  }
});
