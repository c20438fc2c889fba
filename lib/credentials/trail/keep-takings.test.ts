import { expect, it } from 'vitest';
import { AccountId } from '@/lib/core/ids';
import { ok } from '@/lib/core/result';
import type { AwsConnection, TrailEvent, TrailQuery } from '@/lib/ports';
import { now } from '../test-world';
import { keepTakings } from './keep-takings';

const connection: AwsConnection = {
  kind: 'ambient',
  partition: 'aws',
  region: 'us-east-1',
  accountId: AccountId.parse('777788889999'),
};
const given = { accessKeyId: 'ASIAEXAMPLE', sourceIdentity: null, endsAt: now };
const events = [
  { id: 'given', given },
  { id: 'refused', given: null },
] as TrailEvent[]; // what is read of them

function world() {
  const asked: TrailQuery[] = [];
  const clock = { now: () => now };
  const lookupEvents = async (_: AwsConnection, query: TrailQuery) => {
    asked.push(query);
    return ok({ events, isMore: false });
  };
  return { asked, clock, takingsOf: keepTakings({ aws: { lookupEvents }, clock }) };
}

it('asks CloudTrail once for all who ask at the same time, also afresh', async () => {
  const { asked, takingsOf } = world();
  await Promise.all([true, true, false].map((isFresh) => takingsOf(connection, isFresh)));
  expect(asked).toHaveLength(3);
});

it('keeps of the answer only what gave a session', async () => {
  const read = await world().takingsOf(connection, false);
  const ids = read.ok ? read.value.events.map(({ id }) => id) : [];
  expect(new Set(ids)).toEqual(new Set(['given']));
});

it('asks anew after two minutes', async () => {
  const { asked, clock, takingsOf } = world();
  await takingsOf(connection, false);
  clock.now = () => new Date(now.getTime() + 119_000);
  await takingsOf(connection, false);
  expect(asked).toHaveLength(3);
  clock.now = () => new Date(now.getTime() + 120_000);
  await takingsOf(connection, false);
  expect(asked).toHaveLength(6);
});
