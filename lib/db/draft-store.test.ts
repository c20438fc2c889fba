import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { DraftFields } from '@/lib/setup/schema';
import { useTestDatabase } from './test-database';
import { newUser, newWorkspace } from './test-rows';

const database = useTestDatabase();

async function draftOf(roleName: string, savedAt = '2026-11-24T09:00:00Z') {
  return {
    id: randomUUID(),
    workspaceId: await newWorkspace(database()),
    userId: await newUser(database()),
    step: 'what' as const,
    fields: DraftFields.parse({ roleName }),
    savedAt: new Date(savedAt),
  };
}

it('keeps what was typed, valid or not', async () => {
  const { drafts } = database().stores;
  const draft = await draftOf('not a valid “name” jsonCopy code');
  await drafts.save(draft);
  expect(await drafts.find(draft.workspaceId, draft.userId, draft.id)).toEqual(draft);
  const later = { ...draft, step: 'review' as const, savedAt: new Date() };
  await drafts.save(later);
  expect(await drafts.find(draft.workspaceId, draft.userId, draft.id)).toEqual(later);
});

it('keeps a draft that has a NUL character pasted into it', async () => {
  const { drafts } = database().stores;
  const draft = await draftOf('a\0b');
  await drafts.save(draft);
  const found = await drafts.find(draft.workspaceId, draft.userId, draft.id);
  expect(found?.fields.roleName).toBe('a\ufffdb');
});

it('shows a draft to the person who typed it only', async () => {
  const { drafts } = database().stores;
  const mine = await draftOf('mine');
  const theirs = { ...mine, userId: await newUser(database()) };
  await drafts.save(mine);
  expect(await drafts.find(mine.workspaceId, theirs.userId, mine.id)).toBeNull();
  await drafts.save({ ...theirs, fields: DraftFields.parse({ roleName: 'theirs' }) });
  const found = await drafts.find(mine.workspaceId, mine.userId, mine.id);
  expect(found?.fields.roleName).toBe('mine');
});

it('finds the draft that was saved last, until it is removed', async () => {
  const { drafts } = database().stores;
  const first = await draftOf('first');
  const second = {
    ...first,
    id: randomUUID(),
    savedAt: new Date('2026-11-24T10:00:00Z'),
  };
  await drafts.save(second);
  await drafts.save(first);
  expect((await drafts.latest(first.workspaceId, first.userId))?.id).toBe(second.id);
  await drafts.remove(first.workspaceId, second.id);
  expect((await drafts.latest(first.workspaceId, first.userId))?.id).toBe(first.id);
  await drafts.remove(await newWorkspace(database()), first.id);
  expect((await drafts.latest(first.workspaceId, first.userId))?.id).toBe(first.id);
});
