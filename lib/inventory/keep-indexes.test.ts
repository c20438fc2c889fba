import { expect, it } from 'vitest';
import { WorkspaceId } from '@/lib/core/ids';
import { compileAlone } from '@/lib/iam/index/compiled-account';
import { buildIndex } from '@/lib/iam/index/estate-index';
import { OPEN } from '@/lib/iam/index/judge-taking';
import { takersOf } from '@/lib/iam/index/takers';
import { whoCan } from '@/lib/iam/index/who-can';
import type { CollectedAccount } from '@/lib/iam/world';
import { keepIndexes, type LatestReadings } from './keep-indexes';
import { readingsOfWorld } from './latest-index';
import {
  account,
  mayBecome,
  orgOf,
  PEOPLE,
  PROD,
  role,
  TOOLING,
  trust,
} from './test-estate';
import { fakeIndexStore } from './test-index-store';
import { DEPLOY, ec2 } from './test-workspace';

const ACME = WorkspaceId.parse('acme');
const takenAt = new Date('2026-11-24T09:26:00.000Z');
const ci = role(TOOLING, 'ci', ec2, mayBecome(DEPLOY));
const accounts = {
  [TOOLING]: account([ci]),
  [PEOPLE]: account([role(PEOPLE, 'reader', ec2, mayBecome('*'))]),
  [PROD]: account([role(PROD, 'deploy', trust({ AWS: [TOOLING, PEOPLE] }))]),
};

/** @param changed the accounts that were read a second time */
const latestOf = (
  collected: Record<string, CollectedAccount>,
  changed: string[] = [],
): LatestReadings => {
  const readings = Object.entries(collected).map(([accountId, one]) => {
    const snapshotId = `${accountId} ${changed.includes(accountId) ? 2 : 1}`;
    return [accountId, { accountId, snapshotId, takenAt, account: one }] as const;
  });
  return readingsOfWorld({ org: orgOf(), readings: new Map(readings) });
};

/** A process of a console: its own memory, and a count of what it compiles. */
function newProcess({ store }: ReturnType<typeof fakeIndexStore>) {
  const compiled: string[] = [];
  const indexOf = keepIndexes(store, (accountId, one) => {
    compiled.push(accountId);
    return compileAlone(accountId, one);
  });
  const who = async (latest: LatestReadings) => namesOf(await indexOf(ACME, latest));
  return { compiled, indexOf, who };
}

function namesOf(index: ReturnType<typeof buildIndex>): string[] {
  const found = whoCan(index, DEPLOY, OPEN);
  return found ? takersOf(found).map(({ principal }) => principal) : [];
}

const wanted = namesOf(buildIndex({ org: orgOf(), accounts }));

it('compiles each account once, for all processes', async () => {
  const kept = fakeIndexStore();
  const first = newProcess(kept);
  expect(await first.who(latestOf(accounts))).toEqual(wanted);
  expect(first.compiled).toEqual([TOOLING, PEOPLE, PROD]);
  const second = newProcess(kept);
  expect(await second.who(latestOf(accounts))).toEqual(wanted);
  expect(second.compiled).toEqual([]);
  expect(wanted).toEqual([ci.Arn, `arn:aws:iam::${PEOPLE}:role/reader`]);
});

it('asks the store nothing while the readings are the same', async () => {
  const kept = fakeIndexStore();
  const { indexOf } = newProcess(kept);
  const index = await indexOf(ACME, latestOf(accounts));
  expect(await indexOf(ACME, latestOf(accounts))).toBe(index);
  expect(kept.asked).toEqual(['load', 'save 3']);
});

it('compiles for two requests at once what each of them needs once', async () => {
  const { compiled, indexOf } = newProcess(fakeIndexStore());
  const latest = latestOf(accounts);
  const [one, two] = await Promise.all([indexOf(ACME, latest), indexOf(ACME, latest)]);
  expect(one).toBe(two);
  expect(compiled).toHaveLength(3);
});

it('compiles only the account that was read anew, and answers by it', async () => {
  const kept = fakeIndexStore();
  const { compiled, who } = newProcess(kept);
  await who(latestOf(accounts));
  const changed = { ...accounts, [TOOLING]: account([role(TOOLING, 'ci', ec2)]) };
  expect(await who(latestOf(changed, [TOOLING]))).toEqual([wanted[1]]);
  expect(compiled.slice(3)).toEqual([TOOLING]);
  expect(kept.asked).toEqual(['load', 'save 3', 'load', 'save 1']);
});

it('forgets an account that left', async () => {
  const { compiled, who } = newProcess(fakeIndexStore());
  await who(latestOf(accounts));
  const { [PEOPLE]: _gone, ...others } = accounts;
  expect(await who(latestOf(others))).toEqual([ci.Arn]);
  expect(compiled).toHaveLength(3);
});

it('compiles again what cannot be read back, and stores it in its place', async () => {
  const kept = fakeIndexStore();
  await newProcess(kept).who(latestOf(accounts));
  const before = new Map(kept.texts);
  const [damaged = '', swapped = '', sound = ''] = [...before.keys()];
  kept.texts.set(damaged, String(before.get(damaged)).slice(0, -3));
  kept.texts.set(swapped, String(before.get(sound)));
  const { compiled, who } = newProcess(kept);
  expect(await who(latestOf(accounts))).toEqual(wanted);
  expect(compiled).toEqual([TOOLING, PEOPLE]);
  expect(kept.texts).toEqual(before);
});

it('begins anew after the store failed once', async () => {
  const { store } = fakeIndexStore();
  let failures = 1;
  const indexOf = keepIndexes({
    ...store,
    load: async (...asked) => {
      failures -= 1;
      if (failures >= 0) throw new Error('The database is away.');
      return store.load(...asked);
    },
  });
  await expect(indexOf(ACME, latestOf(accounts))).rejects.toThrow('away');
  expect(namesOf(await indexOf(ACME, latestOf(accounts)))).toEqual(wanted);
});
