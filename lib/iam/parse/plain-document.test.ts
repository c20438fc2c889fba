import { expect, it } from 'vitest';
import { checkGrammar } from './check-grammar';
import { isPlainDocument } from './plain-document';

const Version = '2012-10-17';
const STATEMENT = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };

it('a document of this version with plain statements is plain, and sound', () => {
  const plain = { Version, Statement: [STATEMENT, { ...STATEMENT, Effect: 'Deny' }] };
  expect(isPlainDocument(plain, 'identity')).toBe(true);
  expect(checkGrammar(plain, 'identity')).toEqual([]);
});

it.each<[string, unknown]>([
  ['text', JSON.stringify({ Version, Statement: [STATEMENT] })],
  ['a list', [STATEMENT]],
  ['nothing', null],
  ['no version', { Statement: [STATEMENT] }],
  ['the version without variables', { Version: '2008-10-17', Statement: [STATEMENT] }],
  ['one statement outside a list', { Version, Statement: STATEMENT }],
  ['no statements', { Version }],
  ['an Id', { Version, Id: 'one', Statement: [STATEMENT] }],
  ['an unknown element', { Version, Statement: [STATEMENT], statement: [] }],
  ['a principal', { Version, Statement: [STATEMENT, { ...STATEMENT, Principal: '*' }] }],
  [
    'a NotAction',
    { Version, Statement: [{ Effect: 'Deny', NotAction: '*', Resource: '*' }] },
  ],
])('%s is left to be read with care', (_, source) => {
  expect(isPlainDocument(source, 'identity')).toBe(false);
});
