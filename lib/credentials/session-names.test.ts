import { expect, it } from 'vitest';
import { sessionNameOf, sourceIdentityIn, sourceIdentityOf } from './session-names';

it.each(['mei', 'mei-2', 'm'])('the name of a session tells the person %s', (handle) => {
  const random = { base32: (length: number) => 'k'.repeat(length) };
  const name = sessionNameOf({ handle }, random);
  expect(sourceIdentityIn(name)).toBe(sourceIdentityOf({ handle }));
});
