import { expect, it } from 'vitest';
import { statementsOf } from '@/lib/db/test-many-roles';
import { DATA } from './test-aws';
import { useConsole } from './test-console';

const console = useConsole();
const STATEMENTS_MAX = 10;

it('asks the database ten times at most to give credentials', async () => {
  const { origin, addPerson } = console();
  const { cookie } = await addPerson();
  const ask = async () => {
    const answer = await fetch(`${origin}/api/v1/credentials`, {
      method: 'POST',
      headers: { origin, cookie, 'content-type': 'application/json' },
      body: JSON.stringify({
        roleArn: `arn:aws:iam::${DATA}:role/data-read`,
        durationSeconds: 900,
      }),
    });
    expect(answer.status).toBe(200);
  };
  // The first notes that the person was seen, and opens the connection to AWS.
  await ask();
  expect(await statementsOf(ask)).toBeLessThanOrEqual(STATEMENTS_MAX);
});
