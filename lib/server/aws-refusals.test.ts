import { afterEach, expect, it } from 'vitest';
import { DATA } from './test-aws';
import { cliCalls } from './test-cli-calls';
import { useConsole } from './test-console';

const console = useConsole();
const { send, asPage } = cliCalls(console);
const roleArn = `arn:aws:iam::${DATA}:role/data-read`;
/** What a service that repeats what it was sent would let out. */
const KEY = 'ASIAIOSFODNN7EXAMPLE';
const TOKEN = `IQoJb3JpZ2luX2VjE${'a1b2'.repeat(30)}`;

afterEach(() => console().world.practice.control('DELETE', '/faults'));

const ROUTES = ['/api/v1/credentials', '/api/v1/console'];
const CASES = [
  ['RequestExpired', 400, 502, 'The clock of the computer'],
  ['RequestTimeTooSkewed', 403, 502, 'The clock of the computer'],
  ['SignatureDoesNotMatch', 403, 502, 'secret key of the console’s own connection'],
  ['RegionDisabledException', 403, 502, 'STS is switched off in the region'],
  ['ExpiredToken', 400, 502, 'the console’s own connection have ended'],
  ['ExpiredTokenException', 400, 502, 'the console’s own connection have ended'],
  ['Throttling', 400, 429, 'AWS asked us to slow down. Try again in 5 s.'],
] as const;

it.each(ROUTES.flatMap((route) => CASES.map((one) => [route, ...one] as const)))(
  '%s says why when AWS answers %s, and has it on record without a secret',
  async (route, code, status, answered, sentence) => {
    const { world, ports, actor } = console();
    const { cookie } = await console().addPerson('Nia');
    const message = `${code} for ${KEY} by ${TOKEN}.`;
    const fault = { service: 'sts', operation: 'AssumeRole', status, code, message };
    await world.practice.control('POST', '/faults', { faults: [fault] });
    const before = (await ports.activity.all(actor.workspaceId)).length;

    const answer = await send(route, { roleArn, durationSeconds: 900 }, asPage(cookie));
    expect(answer.status).toBe(answered);
    const said = await answer.text();
    expect(said).toContain(sentence);
    const rows = (await ports.activity.all(actor.workspaceId)).slice(before);
    expect(rows.map(({ event }) => event)).toEqual([
      'credentials.requested',
      'credentials.refused',
    ]);
    const isThrottled = code === 'Throttling';
    expect(rows[1]).toMatchObject({
      outcome: isThrottled ? 'failed' : 'refused',
      sentence: expect.stringContaining(isThrottled ? 'slow down' : code),
    });
    for (const secret of [KEY, TOKEN, ...world.secrets])
      expect(said + JSON.stringify(rows)).not.toContain(secret);
  },
);
