import { expect, it } from 'vitest';
import { hashJson, isSameJson } from './same-json';

const GRANT = '{"Effect":"Allow","Principal":{"AWS":["a","b"]}}';

it.each([
  ['read twice', GRANT, GRANT],
  ['in another order of keys', '{"a":1,"b":[true,null]}', '{"b":[true,null],"a":1}'],
  ['with a key that names the prototype', '{"__proto__":{}}', '{"__proto__":{}}'],
])('the same JSON is the same %s', (_, one, other) => {
  expect(isSameJson(JSON.parse(one), JSON.parse(other))).toBe(true);
});

it.each([
  ['another text', '{"a":"b"}', '{"a":"c"}'],
  ['another key', '{"a":"b"}', '{"c":"b"}'],
  ['a key more', '{"a":"b"}', '{"a":"b","c":"d"}'],
  ['a key that every object answers to', '{"a":"b"}', '{"constructor":"b"}'],
  ['a key that names the prototype', '{"__proto__":{}}', '{"a":{}}'],
  ['an entry more', '["a"]', '["a","b"]'],
  ['another order of entries', '["a","b"]', '["b","a"]'],
  ['a list for an object', '["a"]', '{"0":"a"}'],
  ['nothing for an empty object', 'null', '{}'],
  ['a text for a number', '"1"', '1'],
])('%s is not the same', (_, one, other) => {
  expect(isSameJson(JSON.parse(one), JSON.parse(other))).toBe(false);
  expect(isSameJson(JSON.parse(other), JSON.parse(one))).toBe(false);
});

it('gives one hash for the same, and tells accounts and names apart', () => {
  const arns = ['111111111111', '222222222222'].flatMap((accountId) =>
    ['deploy', 'audit'].map((name) => `arn:aws:iam::${accountId}:role/${name}`),
  );
  const hashes = arns.map((AWS) => hashJson({ Principal: { AWS } }));
  expect(hashJson(JSON.parse(GRANT))).toBe(hashJson(JSON.parse(GRANT)));
  expect(new Set(hashes).size).toBe(arns.length);
});
