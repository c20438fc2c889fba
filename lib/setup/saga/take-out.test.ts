import { expect, it } from 'vitest';
import { mergeStatement } from '@/lib/iam/render/merge-statement';
import type { RenderedStatement } from '@/lib/iam/render/policy-text';
import type { AwsTarget } from '@/lib/ports';
import { TAKEN_OUT, takeOut } from './take-out';

const BUCKET: AwsTarget = { kind: 'bucket-policy', bucket: 'b', region: 'us-east-1' };
const TRUST: AwsTarget = { kind: 'trust', roleName: 'r' };

const statement = (Sid: string, Action = 's3:GetObject'): RenderedStatement => ({
  Sid,
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::111122223333:role/ci' },
  Action,
  Resource: 'arn:aws:s3:::b/*',
});

const merged = (text: string | null, ...added: RenderedStatement[]): string =>
  added.reduce<string | null>((whole, one) => mergeStatement(whole, one), text) ?? '';

/** As people, the console of AWS and programs write policies. */
const STARTS: [string, string | null][] = [
  ['no policy', null],
  ['one statement without a list', '{"Statement":{"Sid":"Own","Effect":"Deny"}}'],
  ['a list of one', '{ "Statement": [ {"Sid":"Own","Effect":"Deny"} ] }'],
  ['an indented list', JSON.stringify({ Statement: [{ Sid: 'Own' }, {}] }, null, 4)],
];
const A = statement('A');
const B = statement('B', 's3:PutObject');
const C = statement('C', 's3:DeleteObject');

const ORDERS = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
];

/** What is left once three that wrote one after the other are undone in this order. */
function leftOf(start: string | null, order: number[]): string | null {
  const texts = [start, merged(start, A), merged(start, A, B), merged(start, A, B, C)];
  return order.reduce<string | null>((live, index) => {
    const [before = null, after = null] = texts.slice(index, index + 2);
    if (live === after) return before;
    const taken = takeOut({ target: BUCKET, before, after }, live);
    return taken.kind === 'left' ? taken.text : taken.kind;
  }, texts[3] ?? null);
}

it.each(STARTS)(
  'leaves %s to the byte, in whatever order three are undone',
  (_, start) => {
    for (const order of ORDERS) expect(leftOf(start, order)).toBe(start);
  },
);

const OWN = '{"Statement":[{"Sid":"Own","Effect":"Deny"}]}';
const STEP = { target: BUCKET, before: OWN, after: merged(OWN, A) };

it('keeps what somebody else has written meanwhile', () => {
  const theirs = merged(merged(OWN, A), statement('Theirs'));
  expect(takeOut(STEP, theirs)).toEqual({
    kind: 'left',
    text: merged(OWN, statement('Theirs')),
  });
});

it.each([
  ['was widened', merged(OWN, statement('A', 's3:*'), B)],
  ['was given another name', merged(OWN, statement('Renamed'), B)],
  ['stands twice', `{"Statement":[${JSON.stringify(A)},${JSON.stringify(A)},{}]}`],
  ['cannot be read', '{"Statement":'],
])('takes nothing out where ours %s', (_, live) => {
  expect(takeOut(STEP, live)).toEqual({ kind: 'mixed' });
});

it.each([
  ['somebody took ours out', merged(OWN, B)],
  ['the whole policy is gone', null],
])('has nothing to take out where %s', (_, live) => {
  expect(takeOut(STEP, live)).toEqual({ kind: 'out' });
});

it('takes nothing out where somebody took out a part of ours', () => {
  const two = { ...STEP, after: merged(OWN, A, C) };
  expect(takeOut(two, merged(OWN, A, B))).toEqual({ kind: 'mixed' });
  expect(takeOut(two, merged(OWN, A, C, B))).toMatchObject({ text: merged(OWN, B) });
});

it('puts back the bytes of a statement that the step wrote over', () => {
  const former = merged('{ "Statement": [] }', statement('A', 's3:ListBucket'), B);
  const step = { target: BUCKET, before: former, after: merged(former, A) };
  const live = merged(step.after, C);
  expect(takeOut(step, live)).toEqual({ kind: 'left', text: merged(former, C) });
});

it('takes nothing out where the step wrote the whole, or would leave a trust with nothing', () => {
  const whole = { target: TRUST, before: OWN, after: merged(null, A) };
  expect(takeOut(whole, merged(null, A, B))).toEqual({ kind: 'mixed' });
  const alone = { target: TRUST, before: OWN, after: merged(OWN, A) };
  expect(takeOut(alone, merged(null, A))).toEqual({ kind: 'mixed' });
});

it('leaves a role’s trust closed, as it was made, where others are gone again', () => {
  const closed = '{"Version":"2012-10-17","Statement":[]}';
  const step = { target: TRUST, before: closed, after: merged(closed, A) };
  expect(takeOut(step, merged(closed, B, A))).toEqual({
    kind: 'left',
    text: merged(closed, B),
  });
});

it('leaves alone a policy that is the plan’s own', () => {
  const target: AwsTarget = {
    kind: 'inline-policy',
    principal: 'role',
    principalName: 'ci',
    policyName: 'x',
  };
  expect(takeOut({ ...STEP, target }, merged(OWN, A, B))).toEqual({ kind: 'mixed' });
});

it('knows a step again by the sentence that the database keeps of it', () => {
  expect(TAKEN_OUT).toBe(
    'What this plan wrote is out of it. What others have written in it since was left as it is.',
  );
});
