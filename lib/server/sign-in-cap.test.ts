import { beforeAll, expect, it } from 'vitest';
import type { IssuedCredentials } from '@/lib/credentials/schema';
import { cliCalls } from './test-cli-calls';
import { useConsole } from './test-console';

const console = useConsole();
const { send, asPage, asProgram, tokenOf } = cliCalls(console);

let roleArn = '';
beforeAll(async () => {
  await console().addPerson();
  const [grant] = await console().ports.grants.listOpen(console().actor.workspaceId);
  roleArn = grant?.roleArn ?? '';
});

const take = (headers: Record<string, string>, durationSeconds: number) =>
  send('/api/v1/credentials', { roleArn, durationSeconds }, headers);

/** Twenty-five minutes of the sign-in are left, and not all of the first of them. */
const END_MS = 25 * 60_000 - 5_000;

async function expectCapped(headers: Record<string, string>, signInEndsAt: Date) {
  const issued = await take(headers, 3600);
  expect(issued.status).toBe(200);
  const { expiresAt } = (await issued.json()) as IssuedCredentials;
  const leftSeconds = (new Date(expiresAt).getTime() - Date.now()) / 1000;
  expect(new Date(expiresAt).getTime()).toBeLessThanOrEqual(signInEndsAt.getTime());
  expect(leftSeconds).toBeGreaterThan(900);
  const longer = await take(headers, 2700);
  expect(longer.status).toBe(400);
  expect(((await longer.json()) as { detail: string }).detail).toContain(
    'ends with your sign-in',
  );
}

it('ends what a browser takes with the sign-in of that browser', async () => {
  const { userId, cookie } = await console().addPerson();
  const expiresAt = new Date(Date.now() + END_MS);
  const { session } = console().world.database.prisma;
  await session.updateMany({ where: { userId }, data: { expiresAt } });
  await expectCapped(asPage(cookie), expiresAt);
});

it('ends what a program takes with its token, however long its person is signed in', async () => {
  const { userId, cookie } = await console().addPerson();
  const program = asProgram(await tokenOf(cookie));
  const expiresAt = new Date(Date.now() + END_MS);
  const { token } = console().world.database.prisma;
  await token.updateMany({ where: { userId }, data: { expiresAt } });
  await expectCapped(program, expiresAt);
  expect((await take(asPage(cookie), 3600)).status).toBe(200);
});
