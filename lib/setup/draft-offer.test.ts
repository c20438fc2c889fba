import { expect, it } from 'vitest';
import { newAccessPath } from '@/lib/core/links';
import { draftOfOffer, readOffer } from './draft-offer';

const fields = { recipe: 'bucket-policy', bucket: 'app-logs', access: 'write' };
const fillOf = (path: string) =>
  new URL(path, 'http://localhost').searchParams.get('fill') ?? undefined;

it('reads the fields of a link back, and no others', () => {
  expect(readOffer(fillOf(newAccessPath(fields)))).toEqual(fields);
});

it.each([
  ['nothing', undefined],
  ['several', ['{}', '{}']],
  ['no JSON', '{'],
  ['an empty object', '{}'],
  ['a list', '[1]'],
  ['a text', '"who"'],
  ['a field that there is not', '{"who":"a","nonsense":"b"}'],
  ['a value that is none', '{"recipe":"nonsense"}'],
  [
    'what is typed by hand alone',
    '{"confirmedName":"x","sameAccount":"1","changes":"p"}',
  ],
  ['a heap', JSON.stringify({ customPolicy: 'x'.repeat(4001) })],
])('takes no offer from %s', (_, text) => {
  expect(readOffer(text)).toBeNull();
});

it('leaves it to the person to confirm an administrator, and to change what stands', () => {
  const managedPolicies = 'arn:aws:iam::aws:policy/AdministratorAccess';
  const typed = { confirmedName: 'x-people', changes: 'plan-1', openedNotes: '{}' };
  const fill = JSON.stringify({ recipe: 'people', managedPolicies, ...typed });
  expect(readOffer(fill)).toEqual({ recipe: 'people', managedPolicies });
});

it('writes what is offered to a crossing by hand into its policy too', () => {
  const principals = 'arn:aws:iam::111122223333:user/anna';
  const offered = draftOfOffer({ recipe: 'blank', principals, requireMfa: true });
  expect(offered.named).toEqual(['recipe', 'principals', 'requireMfa']);
  const { trustJson } = offered.fields;
  expect(trustJson).toContain(principals);
  expect(trustJson).toContain('aws:MultiFactorAuthPresent');
  const half = draftOfOffer({ recipe: 'blank', principals, requireExternalId: true });
  expect(half.fields).toMatchObject({ principals, requireExternalId: true });
});

it('says who is trusted as the offered policy says it', () => {
  const { fields: first } = draftOfOffer({ recipe: 'blank', principals: '111122223333' });
  const { trustJson } = first;
  const offer = { recipe: 'blank', principals: '444455556666', trustJson } as const;
  expect(draftOfOffer(offer).fields.principals).toBe('111122223333');
});
