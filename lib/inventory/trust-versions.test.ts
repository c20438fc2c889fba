import { expect, it } from 'vitest';
import { TOOLING, trust } from './test-estate';
import { trustVersions } from './trust-versions';

const at = (hour: number) => new Date(Date.UTC(2026, 10, 24) + hour * 3_600_000);
const root = (id: string) => `arn:aws:iam::${id}:root`;
const OTHER = '999900001111';
const tooling = trust({ AWS: root(TOOLING) });
const both = trust({ AWS: [root(TOOLING), root(OTHER)] });
const bothTurned = trust({ AWS: [root(OTHER), TOOLING] });

/** Readings, an hour each, the oldest given first. */
const seen = (...trusts: unknown[]) =>
  trusts.map((one, hour) => ({ takenAt: at(hour), trust: one })).reverse();

const write = (planId: string, hour: number, document: unknown) => ({
  planId,
  title: `Plan ${planId}`,
  document: JSON.stringify(document, null, 4),
  doneAt: at(hour),
});

it('tells each version from its first to its last reading, and what it changed', () => {
  const [second, first, ...others] = trustVersions(
    seen(tooling, tooling, both, both, both),
    [],
  );
  expect(others).toEqual([]);
  expect(first).toMatchObject({
    number: 1,
    seenFrom: at(0).toISOString(),
    seenTo: at(1).toISOString(),
    readingsTotal: 2,
    change: null,
  });
  expect(second).toMatchObject({ number: 2, readingsTotal: 3, wasAway: false });
  const marked = second?.change?.statements.flatMap(({ lines }) =>
    lines.filter(({ mark }) => mark === '+').map(({ text }) => text.trim()),
  );
  expect(marked?.join(' ')).toContain(root(OTHER));
  expect(second?.change?.statements.every(({ from }) => from === '')).toBe(true);
});

it('takes what AWS gives back in another order or form for the same version', () => {
  const versions = trustVersions(
    seen(both, bothTurned, encodeURIComponent(JSON.stringify(both))),
    [],
  );
  expect(versions).toMatchObject([{ readingsTotal: 3 }]);
});

it('tells a policy that comes back as a version of its own', () => {
  const versions = trustVersions(seen(tooling, both, tooling), []);
  expect(versions.map(({ number }) => number)).toEqual([3, 2, 1]);
  expect(versions[0]?.text).toBe(versions[2]?.text);
});

it('says that the role was away in between, though its policy is the same again', () => {
  const versions = trustVersions(seen(null, tooling, null, tooling), []);
  expect(versions).toMatchObject([
    { number: 2, wasAway: true, change: { statements: [], unchangedTotal: 1 } },
    { number: 1, wasAway: false },
  ]);
});

it('names the plan that wrote a version, and none for what others wrote', () => {
  const versions = trustVersions(seen(tooling, both, tooling, both), [
    write('a', 0.5, both),
    write('b', 9, both),
  ]);
  expect(versions.map(({ plan }) => plan?.id ?? null)).toEqual([null, null, 'a', null]);
});

it('shows a policy that cannot be read as the text that it is', () => {
  const [newest] = trustVersions(seen(tooling, 'no policy'), []);
  expect(newest?.text).toBe('no policy');
  expect(newest?.change?.statements.map(({ lines }) => lines[0]?.mark)).toEqual([
    '+',
    '-',
  ]);
});

it('has no version where no reading held the role', () => {
  expect(trustVersions(seen(null, null), [])).toEqual([]);
});
