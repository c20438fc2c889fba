import { afterAll, beforeAll, expect, it } from 'vitest';
import { ACME } from '../seed/accounts';
import { rootArn, userArn } from '../seed/document';
import { keyArn } from '../seed/keys';
import { JUNK, pick } from '../test-nonsense';
import { type Keys, startTestPractice } from '../test-practice';
import { type Answered, send, sign } from '../test-sign';
import { MODELS } from '../wire/models';
import { kmsOperations } from './operations';

let practice: Awaited<ReturnType<typeof startTestPractice>>;

beforeAll(async () => {
  practice = await startTestPractice();
});
afterAll(() => practice.stop());

const LAKE = keyArn(ACME.data, 'alias/data-lake');
const VALUES: readonly unknown[] = [
  ...JUNK,
  LAKE,
  'alias/data-lake',
  `${LAKE}/`,
  'AQICAA==',
  -1,
  1e99,
  true,
  null,
  [],
  ['Encrypt', null],
  {},
  { a: 1 },
  { a: { b: 'c' } },
];

/** Every member of an operation that its schema knows, each with something or other. */
function nonsense(operation: string): string {
  const model = MODELS.kms.get(operation);
  const names = model ? [...model.input.structIterator()].map(([name]) => name) : [];
  const members = names.flatMap((name) => (pick([0, 1]) ? [[name, pick(VALUES)]] : []));
  const body = JSON.stringify(Object.fromEntries(members));
  return pick([body, body, body, body.slice(0, -1), String(pick(JUNK))]);
}

async function ask(keys: Keys, operation: string): Promise<Answered> {
  const asked = {
    service: 'kms',
    method: 'POST',
    path: '/',
    body: nonsense(operation),
    headers: {
      'x-amz-target': `TrentService.${operation}`,
      'content-type': 'application/x-amz-json-1.1',
    },
  };
  return send(practice.url, sign(practice.url, keys, asked));
}

it.each(Object.keys(kmsOperations))(
  'answers nonsense to %s with a refusal, or does what it says',
  async (operation) => {
    const admin = await practice.actAs(rootArn(ACME.data));
    for (let count = 0; count < 40; count += 1) {
      const { status, text } = await ask(admin, operation);
      expect([200, 400, 501]).toContain(status);
      if (status !== 200) expect(text).toMatch(/"__type":"\w+"/);
      expect(text).not.toMatch(/node_modules|\.ts:\d|at \w+ \(/);
    }
    expect(practice.lines).toEqual([]);
  },
);

it('lets nobody in who has no policy', async () => {
  const lee = await practice.actAs(userArn(ACME.people, 'lee'));
  for (const operation of Object.keys(kmsOperations))
    for (let count = 0; count < 5; count += 1)
      expect([operation, (await ask(lee, operation)).status]).toEqual([operation, 400]);
});
