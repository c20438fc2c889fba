import { refusalOf } from '@/components/ui/answer-of';
import { type Outcome, unreachable } from '@/components/ui/outcome';
import type { SaveDraftInput } from '@/lib/setup/schema';

export type SaveDraft = (input: SaveDraftInput) => Promise<Outcome<unknown>>;

async function notSaved(response: Response): Promise<Outcome<never>> {
  const message = await refusalOf(response);
  return message ? { ok: false, message } : unreachable('The draft is not saved yet');
}

/**
 * Saves by a request of its own. A server action would wait in the router's queue, where a
 * change of the address throws it away and puts the old address back.
 */
export function saveDraftTo(draftsUrl: string): SaveDraft {
  return async ({ draftId, ...draft }) => {
    const response = await fetch(`${draftsUrl}/${draftId}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(draft),
      keepalive: true,
    });
    return response.ok ? { ok: true, value: null } : notSaved(response);
  };
}
