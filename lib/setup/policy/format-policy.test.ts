import { expect, it } from 'vitest';
import { cleanPaste } from './clean-paste';
import { formatPolicy } from './format-policy';

it('puts each value on a line of its own', () => {
  expect(formatPolicy('{"Version":"2012-10-17","Statement":[]}')).toBe(
    '{\n  "Version": "2012-10-17",\n  "Statement": []\n}',
  );
});

it.each(['{"Version":', '{"Sid":"a","Sid":"b"}', ''])('leaves %j as it is', (text) => {
  expect(formatPolicy(text)).toBeNull();
});

it('cleans a pasted policy and a pasted part of one', () => {
  expect(cleanPaste('jsonCopy code{“Sid”: “a”}')).toEqual({
    text: '{"Sid": "a"}',
    removed: ['the words "jsonCopy code" before the document', 'curly quotes'],
  });
  expect(cleanPaste('“s3:GetObject”')?.text).toBe('"s3:GetObject"');
});

it.each(['{"Sid":"a"}', '"s3:GetObject",', 'a “quoted” word'])(
  'pastes %j as it is',
  (text) => {
    expect(cleanPaste(text)).toBeNull();
  },
);
