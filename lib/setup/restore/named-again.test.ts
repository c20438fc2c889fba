import { expect, it } from 'vitest';
import { deniedNoMore, namedAgain } from './named-again';

const ANNA = 'arn:aws:iam::111122223333:user/anna';
const allow = (principal: unknown) => ({
  Effect: 'Allow',
  Principal: principal,
  Action: 'sts:AssumeRole',
});
const deny = { Sid: 'NotFromOutside', Effect: 'Deny', Principal: '*', Action: '*' };
const trust = (...Statement: unknown[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement });

it('names whom an older trust lets in by a statement that is gone by now', () => {
  const older = trust(allow({ AWS: ANNA }), allow({ AWS: '444455556666' }));
  expect(namedAgain(trust(allow({ AWS: ANNA })), older)).toEqual(['444455556666']);
});

it('takes everybody but some for everybody', () => {
  const { Principal, ...rest } = allow({ AWS: ANNA });
  const older = trust({ ...rest, NotPrincipal: Principal });
  expect(namedAgain(trust(allow({ AWS: ANNA })), older)).toEqual(['*']);
});

it('names the denials of now that an older trust has not', () => {
  const older = trust(allow({ AWS: ANNA }));
  expect(deniedNoMore(trust(allow({ AWS: ANNA }), deny), older)).toEqual([
    'NotFromOutside',
  ]);
  expect(deniedNoMore(older, trust(allow({ AWS: ANNA }), deny))).toEqual([]);
});
