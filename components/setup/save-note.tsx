'use client';
import { Button } from '@/components/ui/button';
import { Time } from '@/components/ui/time';
import type { Draft } from './use-draft';

/** Where the draft stands; the words change in place, and only trouble is announced. */
export function SaveNote({ draft }: { draft: Draft }) {
  const { save } = draft;
  if (save.kind === 'unsaved') {
    return (
      <p role="status" className="flex flex-wrap items-center gap-2 text-sm text-warn">
        <span>
          <b>Not saved yet.</b> {save.message}
        </span>
        <Button size="small" onPress={() => void draft.flush()}>
          Save now
        </Button>
      </p>
    );
  }
  return (
    <p className="text-sm text-muted" data-testid="draft-state">
      {save.kind === 'saving' ? (
        'Saving draft…'
      ) : (
        <>
          Draft saved {save.at ? <Time at={save.at.toISOString()} format="time" /> : null}
        </>
      )}
    </p>
  );
}
