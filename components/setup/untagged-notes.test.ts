import { expect, it } from 'vitest';
import { untaggedNotes } from './untagged-notes';

it.each([
  [{ owner: ' Web ', ticket: '', tags: '' }, [{ key: 'owner', value: 'Web' }]],
  [{ owner: 'Web', ticket: 'OPS-7', tags: 'Owner\tOps' }, ['OPS-7']],
  [{ owner: '', ticket: '', tags: '' }, []],
])('offers as tags what is said and not tagged yet', (fields, offered) => {
  expect(untaggedNotes(fields)).toEqual(
    offered.map((one) => (typeof one === 'string' ? { key: 'ticket', value: one } : one)),
  );
});
