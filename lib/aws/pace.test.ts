import { expect, it } from 'vitest';
import { createPacers } from './pace';

function world() {
  const clock = { at: 0 };
  const waits: number[] = [];
  const pacers = createPacers(() => clock.at, (async (milliseconds: number) => {
    waits.push(milliseconds);
  }) as typeof import('node:timers/promises').setTimeout);
  return { clock, waits, pacers };
}

it('lets a burst through and spaces what follows', async () => {
  const { waits, pacers } = world();
  const pace = pacers('iam 1', { burst: 5, perSecond: 5 });
  for (let call = 0; call < 7; call += 1) await pace();
  expect(waits).toEqual([200, 400]);
});

it('gives the burst back after a rest', async () => {
  const { clock, waits, pacers } = world();
  const pace = pacers('iam 1', { burst: 2, perSecond: 5 });
  await pace();
  await pace();
  clock.at = 10_000;
  await pace();
  await pace();
  expect(waits).toEqual([]);
});

it('paces each account on its own', async () => {
  const { waits, pacers } = world();
  await pacers('iam 1', { burst: 1, perSecond: 1 })();
  await pacers('iam 2', { burst: 1, perSecond: 1 })();
  expect(waits).toEqual([]);
});
