import { expect, it } from 'vitest';
import { ok } from '@/lib/core/result';
import type { TrailEvent, TrailQuery, TrailReading } from '@/lib/ports';
import { CI, TOOLING } from '../fakes/inventory';
import { plannedConsole } from '../fakes/planned';
import type { ProofView } from '../schema';
import { connectionIn } from '../world/connection-in';
import { settleProof } from './settle-proof';

const SESSION = 'drawbridge-proof-1a2b3c4d';

/** A proof that was made just now; CloudTrail tells what the test says. */
async function settled(trail: (query: TrailQuery, taking: TrailEvent) => TrailReading) {
  const { deps, stored } = await plannedConsole();
  const plan = stored();
  const proof: ProofView = {
    id: 'p1',
    state: 'green',
    sentence: 'Proven.',
    checks: [],
    ranAt: deps.clock.now().toISOString(),
    sessionName: SESSION,
  };
  const taking: TrailEvent = {
    id: 'of-the-run',
    name: 'AssumeRole',
    source: 'sts.amazonaws.com',
    at: deps.clock.now(),
    callerArn: CI,
    issuerArn: null,
    callerAccountId: TOOLING,
    roleArn: plan.body.roleArn,
    sessionName: SESSION,
    errorCode: null,
    callerName: null,
    isByService: false,
    program: null,
    sourceIp: null,
    given: null,
  };
  const calls: string[] = [];
  deps.aws.lookupEvents = async (_, query) => {
    calls.push(query.key);
    return ok(trail(query, taking));
  };
  const connectionOf = connectionIn(deps, await deps.accounts.list(plan.workspaceId));
  const renew = async () => void calls.push('renewed');
  await settleProof({ deps, plan, connectionOf, renew }, proof, [plan.state]);
  return { calls, ids: stored().proof?.trail?.events.map(({ id }) => id) };
}

const reading = (...events: TrailEvent[]): TrailReading => ({ events, isMore: false });

it('keeps the run’s own taking where there are more than CloudTrail tells', async () => {
  const { ids } = await settled(({ key, value }, taking) => {
    const busy = { ...taking, id: 'busy', sessionName: 'other' };
    if (key === 'EventName') return { events: [busy], isMore: true };
    return key === 'ResourceName' && value === taking.roleArn
      ? reading(taking)
      : reading();
  });
  expect(ids).toEqual(['of-the-run']);
});

it('keeps a taking whose name had to be more than the run’s', async () => {
  const { ids } = await settled(({ key }, taking) =>
    key === 'EventName'
      ? reading(
          { ...taking, sessionName: `lumen-${SESSION}` },
          { ...taking, id: 'of-another', sessionName: 'lumen-drawbridge-proof-99999999' },
        )
      : reading(),
  );
  expect(ids).toEqual(['of-the-run']);
});

it('keeps its lease while CloudTrail is asked', async () => {
  const { calls } = await settled(() => ({ events: [], isMore: true }));
  const asked = calls.filter((call) => call !== 'renewed');
  expect(asked).toContain('ResourceName');
  expect(calls.slice(0, 2 * asked.length)).toEqual(
    asked.flatMap((key) => ['renewed', key]),
  );
});
