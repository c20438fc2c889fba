import { expect, it } from 'vitest';
import { DraftFields } from '@/lib/setup/schema';
import { dropStash, readStash, stashDraft } from './draft-stash';

const DRAFT = { step: 'what', fields: DraftFields.parse({ bucket: 'app-lo' }) } as const;

function memory(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  const rows = new Map<string, string>();
  return {
    getItem: (key) => rows.get(key) ?? null,
    setItem: (key, value) => void rows.set(key, value),
    removeItem: (key) => void rows.delete(key),
  };
}

const refusing: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> = {
  getItem: () => {
    throw new DOMException('denied', 'SecurityError');
  },
  setItem: () => {
    throw new DOMException('full', 'QuotaExceededError');
  },
  removeItem: () => {
    throw new DOMException('denied', 'SecurityError');
  },
};

it('gives back after a reload what was typed and not saved', () => {
  const store = memory();
  stashDraft(store, 'a', DRAFT);
  expect(readStash(store, 'a')).toEqual(DRAFT);
  expect(readStash(store, 'b')).toBeNull();
});

it('gives nothing back once the server has it', () => {
  const store = memory();
  stashDraft(store, 'a', DRAFT);
  dropStash(store, 'a');
  expect(readStash(store, 'a')).toBeNull();
});

it('ignores what an older version of the page left behind', () => {
  const store = memory();
  store.setItem('drawbridge-draft-a', '{"step":"gone","fields":{}}');
  store.setItem('drawbridge-draft-b', 'not json');
  expect(readStash(store, 'a')).toBeNull();
  expect(readStash(store, 'b')).toBeNull();
});

it('goes on without a stash where the browser refuses one', () => {
  stashDraft(refusing, 'a', DRAFT);
  dropStash(refusing, 'a');
  expect(readStash(refusing, 'a')).toBeNull();
});
