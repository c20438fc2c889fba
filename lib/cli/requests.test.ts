import { beforeAll, describe, expect, it } from 'vitest';
import { DATA } from '@/lib/server/test-aws';
import { useConsole } from '@/lib/server/test-console';
import { personAt } from './console/test-person';
import { requests } from './requests';

const console = useConsole();
const roleArn = `arn:aws:iam::${DATA}:role/data-writer`;

/** The role is given to everybody on request, and one other person decides. */
beforeAll(async () => {
  const { ports, world, addPerson } = console();
  const { userId } = await addPerson('Ann', 'admin');
  await world.database.prisma.roleGrant.updateMany({
    where: { workspaceId: world.actor.workspaceId, roleArn },
    data: { rule: 'ask', approvals: 1, approverIds: [userId] },
  });
  expect(await ports.grants.listOpen(world.actor.workspaceId, [roleArn])).toHaveLength(1);
});

async function someone() {
  const { cookie } = await console().addPerson();
  const person = personAt(console());
  await person.signIn(cookie);
  return { ...person, ask: (...args: string[]) => person.run(requests, ...args) };
}

describe('drawbridge requests', () => {
  it('asks for a role, shows where it stands, and takes it back', async () => {
    const { ask } = await someone();
    expect((await ask()).out).toEqual(['You asked for nothing yet.']);
    const made = await ask('ask', 'Data/data-writer', '--reason', 'A release is stuck.');
    expect(made).toMatchObject({ code: 0, errors: [] });
    expect(made.out[0]).toContain('Data/data-writer  Waits for 1 of 1 approval');
    const [shown] = JSON.parse((await ask('--json')).out[0] ?? '');
    expect(shown).toMatchObject({ roleArn, state: 'pending' });
    expect((await ask('cancel', shown.id)).out[0]).toContain('Cancelled by Mei');
    expect(await ask('cancel', shown.id)).toMatchObject({
      code: 1,
      errors: ['drawbridge: This request was cancelled. Nothing was changed.'],
    });
  });

  it.each([
    [['ask', 'Data/data-writer'], 2],
    [['ask', 'Data/data-writer', '--reason', 'x', '--hours', 'two'], 2],
    [['approve', 'some-id'], 2],
    [['cancel'], 2],
    [['ask', 'Data/data-read', '--reason', 'A release is stuck.'], 1],
  ])('says in one line what is wrong with %j', async (args, code) => {
    const { ask } = await someone();
    const answer = await ask(...args);
    expect(answer.code).toBe(code);
    expect(answer.out).toEqual([]);
    expect(answer.errors).toHaveLength(1);
  });

  it('breaks no glass: a person does, in the console', async () => {
    const { world, origin, addPerson } = console();
    const readerArn = `arn:aws:iam::${DATA}:role/data-read`;
    await world.database.prisma.roleGrant.updateMany({
      where: { workspaceId: world.actor.workspaceId, roleArn: readerArn },
      data: { rule: 'break-glass' },
    });
    const { ask } = await someone();
    expect(await ask('ask', 'Data/data-read', '--reason', 'An outage.')).toMatchObject({
      code: 1,
      errors: [expect.stringContaining('Break it on the page Requests of the console.')],
    });
    expect((await ask()).out).toEqual(['You asked for nothing yet.']);
    const { cookie } = await addPerson();
    const byHand = await fetch(`${origin}/api/v1/requests`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin, cookie },
      body: JSON.stringify({
        roleArns: [readerArn],
        reason: 'An outage.',
        ticket: '',
        durationSeconds: 3600,
      }),
    });
    expect(await byHand.json()).toMatchObject([
      { isBreakGlass: true, state: 'approved' },
    ]);
  });
});
