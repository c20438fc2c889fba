import type { ActivityEntry, Actor } from '@/lib/ports';

/** What the activity log says about a token: its public id, never its secret. */
export const tokenEntry = (
  actor: Actor,
  what: 'created' | 'revoked',
  { id, sentence }: { id: string; sentence: string },
): ActivityEntry => ({
  workspaceId: actor.workspaceId,
  actorId: actor.userId,
  actorName: actor.name,
  event: `token.${what}`,
  outcome: 'ok',
  sentence: `${actor.name} ${sentence}.`,
  target: id,
  planId: null,
  details: {},
});
