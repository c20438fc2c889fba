import { expect, it } from 'vitest';
import type { IssuedCredentials } from '@/lib/credentials/schema';
import { createSecretHold, HOLD_MS } from './secret-hold';

const issued = { roleArn: 'arn:aws:iam::111122223333:role/deploy' } as IssuedCredentials;

function world() {
  const waiting = new Map<number, { run: () => void; delayMs: number }>();
  let wipes = 0;
  let last = 0;
  const hold = createSecretHold(
    () => {
      wipes += 1;
    },
    {
      set: (run, delayMs) => {
        last += 1;
        waiting.set(last, { run, delayMs });
        return last;
      },
      clear: (timer) => waiting.delete(timer as number),
    },
  );
  return { hold, waiting, wipes: () => wipes };
}

it('forgets the keys after a minute', () => {
  const { hold, waiting, wipes } = world();
  hold.put(issued);
  expect(hold.read()).toBe(issued);
  const [timer] = waiting.values();
  expect(timer?.delayMs).toBe(HOLD_MS);
  timer?.run();
  expect(hold.read()).toBeNull();
  expect(wipes()).toBe(1);
});

it('forgets the keys when the drawer closes, and leaves no timer behind', () => {
  const { hold, waiting } = world();
  hold.put(issued);
  hold.wipe();
  expect(hold.read()).toBeNull();
  expect(waiting.size).toBe(0);
});

it('starts the minute anew for new keys', () => {
  const { hold, waiting } = world();
  hold.put(issued);
  hold.put({ ...issued });
  expect(waiting.size).toBe(1);
});

it('says nothing when there was nothing to forget', () => {
  const { hold, wipes } = world();
  hold.wipe();
  expect(wipes()).toBe(0);
});
