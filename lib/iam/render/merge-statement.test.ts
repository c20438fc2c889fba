import { expect, it } from 'vitest';
import { mergeStatement } from './merge-statement';
import type { RenderedStatement } from './policy-text';

const ours: RenderedStatement = {
  Sid: 'AssumeXLogWriter',
  Effect: 'Allow',
  Action: 'sts:AssumeRole',
  Resource: 'arn:aws:iam::444455556666:role/x-log-writer',
};

const foreign = `{
    "Version" : "2012-10-17",
    "Statement" : [
        {"Sid":"Keep\\"me","Effect":"Deny",
         "Action":"*","Resource":"*"}
    ]
}`;

it('makes a document when there is none', () => {
  expect(JSON.parse(mergeStatement(null, ours) ?? '').Statement).toEqual([ours]);
});

it('T3, 2.3: adds to somebody else’s document and keeps every byte of it', () => {
  const merged = mergeStatement(foreign, ours) ?? '';
  const [head, tail] = foreign.split('}\n    ]');
  expect(merged.startsWith(`${head}}`)).toBe(true);
  expect(merged.endsWith(`\n    ]${tail}`)).toBe(true);
  expect(JSON.parse(merged).Statement[1]).toEqual(ours);
});

it('replaces the statement of its own Sid where it stands', () => {
  const first = mergeStatement(foreign, ours) ?? '';
  const narrowed = { ...ours, Resource: 'arn:aws:iam::444455556666:role/other' };
  const merged = mergeStatement(first, narrowed) ?? '';
  expect(JSON.parse(merged).Statement).toHaveLength(2);
  expect(JSON.parse(merged).Statement[1]).toEqual(narrowed);
});

it('leaves a document alone that already says so', () => {
  const merged = mergeStatement(foreign, ours) ?? '';
  expect(mergeStatement(merged, ours)).toBe(merged);
});

it.each([
  ['one statement without a list', '{"Statement":{"Sid":"A","Effect":"Allow"}}', 2],
  ['an empty list', '{"Statement": [ ]}', 1],
  ['one line', '{"Version":"2012-10-17","Statement":[{"Sid":"A"},{"Sid":"B"}]}', 3],
  ['numbers and literals', '{"x":[1,true,null],"Statement":[{"a":1.5e3}],"y":{}}', 2],
])('adds to %s', (_what, text, total) => {
  const merged = JSON.parse(mergeStatement(text, ours) ?? '');
  expect(merged.Statement).toHaveLength(total);
  expect(merged.Statement.at(-1)).toEqual(ours);
});

it.each(['', 'not json', '[]', '{"Version":"2012-10-17"}'])(
  'refuses to write over %j, which is no policy',
  (text) => {
    expect(mergeStatement(text, ours)).toBeNull();
  },
);
