import 'server-only';
import * as z from 'zod';
import type { AppError } from '@/lib/core/errors';
import { WorkspaceId } from '@/lib/core/ids';
import { err, ok, type Result } from '@/lib/core/result';
import type { Actor, PeopleStore } from '@/lib/ports';

export const SwitchWorkspaceInput = z.strictObject({ workspaceId: WorkspaceId });
export type SwitchWorkspaceInput = z.infer<typeof SwitchWorkspaceInput>;

/** Makes another workspace of the person the current one. */
export async function switchWorkspace(
  ports: { people: Pick<PeopleStore, 'switchWorkspace'> },
  actor: Actor,
  { workspaceId }: SwitchWorkspaceInput,
): Promise<Result<null, AppError>> {
  const isMember = await ports.people.switchWorkspace(actor.userId, workspaceId);
  return isMember ? ok(null) : err({ kind: 'not_found', what: 'This workspace' });
}
