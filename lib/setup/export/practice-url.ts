import type { Actor, PracticeWorlds } from '@/lib/ports';

type Deps = { practiceWorlds: Pick<PracticeWorlds, 'url'> | null };

/** Practice accounts never stand beside real ones; undefined while theirs is not known. */
export const practiceUrlOf = (
  { practiceWorlds }: Deps,
  kind: Actor['workspaceKind'],
): string | null | undefined => (kind === 'practice' ? practiceWorlds?.url : null);
