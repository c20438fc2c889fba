import { expect, it } from 'vitest';
import { DraftFields } from '@/lib/setup/schema';
import { dropStash, readStash, stashDraft, withStash } from './draft-stash';

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

it('gives back after a reload what was typed and not saved', async () => {
  const store = memory();
  stashDraft(store, 'a', DRAFT);
  expect(await readStash(store, 'a')).toEqual(DRAFT);
  expect(await readStash(store, 'b')).toBeNull();
});

it('gives nothing back once the server has it', async () => {
  const store = memory();
  stashDraft(store, 'a', DRAFT);
  dropStash(store, 'a');
  expect(await readStash(store, 'a')).toBeNull();
});

it('ignores what an older version of the page left behind', async () => {
  const store = memory();
  store.setItem('drawbridge-draft-a', '{"step":"gone","fields":{}}');
  store.setItem('drawbridge-draft-b', 'not json');
  expect(await readStash(store, 'a')).toBeNull();
  expect(await readStash(store, 'b')).toBeNull();
});

it('goes on without a stash where the browser refuses one', async () => {
  stashDraft(refusing, 'a', DRAFT);
  dropStash(refusing, 'a');
  expect(await readStash(refusing, 'a')).toBeNull();
});

it('lays over the stash what was typed while it was looked at', () => {
  const opened = DraftFields.parse({ bucket: 'app' });
  const stashed = DraftFields.parse({ bucket: 'app-logs', roleName: 'reader' });
  const typed = DraftFields.parse({ bucket: 'app', prefix: 'in/' });
  expect(
    withStash({ step: 'who', fields: stashed }, opened, { step: 'what', fields: typed }),
  ).toEqual({ step: 'what', fields: { ...stashed, prefix: 'in/' } });
});
