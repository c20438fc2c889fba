import { expect, it } from 'vitest';
import { err, ok } from '@/lib/core/result';
import type { AwsCredentials, AwsFailure } from '@/lib/ports';
import { createSessionCache } from './session-cache';

const START = Date.parse('2026-11-24T10:00:00Z');
const minutes = (count: number) => count * 60_000;

function world() {
  const clock = { at: START };
  const cache = createSessionCache(() => new Date(clock.at));
  const counter = { calls: 0 };
  const issue = async () => {
    counter.calls += 1;
    const credentials: AwsCredentials = {
      accessKeyId: `ASIA${counter.calls}`,
      secretAccessKey: 'x',
      sessionToken: 'y',
      expiresAt: new Date(clock.at + minutes(60)),
    };
    return ok(credentials);
  };
  return { clock, cache, counter, issue };
}

it('asks once for a session and keeps it until 5 minutes before it ends', async () => {
  const { clock, cache, counter, issue } = world();
  await cache.get('hub', issue);
  clock.at += minutes(54);
  await cache.get('hub', issue);
  expect(counter.calls).toBe(1);
  clock.at += minutes(1);
  await cache.get('hub', issue);
  expect(counter.calls).toBe(2);
});

it('lets callers at the same moment share one request', async () => {
  const { cache, counter, issue } = world();
  await Promise.all([cache.get('hub', issue), cache.get('hub', issue)]);
  expect(counter.calls).toBe(1);
});

it('does not remember a refusal', async () => {
  const { cache, issue } = world();
  const failure: AwsFailure = { kind: 'not_configured', message: 'no such profile' };
  await cache.get('hub', async () => err(failure));
  expect(await cache.get('hub', issue)).toMatchObject({ ok: true });
});
