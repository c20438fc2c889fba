import { defineRoute } from '@/lib/server/define-route';
import { saveDraft } from '@/lib/setup/save-draft';
import { SaveDraftInput } from '@/lib/setup/schema';

export const PUT = defineRoute(
  { permission: 'setup:draft', input: SaveDraftInput },
  ({ ports, actor }, input) => saveDraft(ports, actor, input),
);
