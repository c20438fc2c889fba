import type { ActivityEntry, Actor } from '@/lib/ports';

/** One line of the log about who is in the workspace. */
export const personEntry = (
  actor: Pick<Actor, 'workspaceId' | 'userId' | 'name'>,
  event: string,
  sentence: string,
  { email, ...details }: { email: string } & ActivityEntry['details'],
): ActivityEntry => ({
  workspaceId: actor.workspaceId,
  actorId: actor.userId,
  actorName: actor.name,
  event: `person.${event}`,
  outcome: 'ok',
  sentence,
  target: email,
  planId: null,
  details,
});
