import { expect, it } from 'vitest';
import type { UserId } from '@/lib/core/ids';
import { newWorkspace } from '@/lib/db/test-rows';
import { cliCalls, random } from './test-cli-calls';
import { useConsole } from './test-console';

const console = useConsole();
const { requestFor, send, asPage, asProgram, roles, tokenOf } = cliCalls(console);

/** Another workspace that the person is a member of and looks at from now on. */
async function moveToAnother(userId: UserId) {
  const { ports, world } = console();
  const workspaceId = await newWorkspace(world.database);
  await ports.people.addMember(workspaceId, userId, 'viewer');
  await ports.people.switchWorkspace(userId, workspaceId);
  return workspaceId;
}

it('ends no token of the same person in another workspace', async () => {
  const { userId, cookie } = await console().addPerson();
  const here = await tokenOf(cookie);
  const workspaceId = await moveToAnother(userId);
  const there = await tokenOf(cookie, { workspaceId });
  const path = `/api/v1/tokens/${here.split('_')[1]}/revoke`;
  expect((await send(path, {}, asProgram(there))).status).toBe(404);
  expect((await send(path, {}, asPage(cookie))).status).toBe(404);
  expect((await roles(asProgram(here))).status).toBe(200);
  expect((await send(path, {}, asProgram(here))).status).toBe(200);
});

it('allows a computer for the workspace that the page showed, and for no other', async () => {
  const { userId, cookie } = await console().addPerson();
  const shown = requestFor(random());
  await moveToAnother(userId);
  const answer = await send('/api/v1/cli/authorize', shown, asPage(cookie));
  expect(answer.status).toBe(409);
  expect(await answer.json()).toMatchObject({
    detail:
      'You changed the workspace since this page was opened. Reload it and look again.',
  });
  const { workspaceId: _left, ...unsaid } = shown;
  const unshown = await send('/api/v1/cli/authorize', unsaid, asPage(cookie));
  expect(unshown.status).toBe(400);
  const { prisma } = console().world.database;
  expect(await prisma.cliCode.count({ where: { userId } })).toBe(0);
});
