import { expect, it } from 'vitest';
import { VENDING_LIMIT } from '@/lib/credentials/limit-vending';
import { DATA } from './test-aws';
import { cliCalls } from './test-cli-calls';
import { useConsole } from './test-console';

const console = useConsole();
const { send, asPage } = cliCalls(console);
const wish = { roleArn: `arn:aws:iam::${DATA}:role/data-read`, durationSeconds: 900 };

it('answers 429 to whoever took credentials too often, and to nobody else', async () => {
  const { world, ports, actor, addPerson } = console();
  const [busy, calm] = [await addPerson('Bo'), await addPerson('Cy')];
  await world.database.prisma.rateLimit.create({
    data: {
      key: `vend:${busy.userId}`,
      hits: VENDING_LIMIT - 1,
      windowEndsAt: new Date(Date.now() + 3_600_000),
    },
  });
  const take = (cookie: string) => send('/api/v1/credentials', wish, asPage(cookie));
  expect((await take(busy.cookie)).status).toBe(200);
  const refused = await take(busy.cookie);
  expect(refused.status).toBe(429);
  expect(await refused.text()).toContain('Try again in an hour at the latest');
  const rows = await ports.activity.all(actor.workspaceId);
  expect(rows.at(-1)).toMatchObject({
    event: 'credentials.refused',
    outcome: 'refused',
    details: { cause: 'throttled' },
  });
  expect((await take(calm.cookie)).status).toBe(200);
});
