import 'server-only';
import { WorkspaceId } from '@/lib/core/ids';
import { seedPractice } from '@/lib/inventory/seed-practice';
import { startSyncOf } from '@/lib/inventory/start-sync';
import { ensurePracticeWorld } from './practice-control';
import type { Services } from './service-ports';

export const PRACTICE_WORKSPACE = WorkspaceId.parse('practice');

type PracticeUrl = { url: string; controlToken: string };

/** The first workspace: practice accounts, connected and read once. Does nothing twice. */
export async function ensurePracticeWorkspace(
  ports: Services,
  practice: PracticeUrl,
  workspace = { id: PRACTICE_WORKSPACE, name: 'Practice' },
): Promise<void> {
  await ports.workspaces.ensure({ ...workspace, kind: 'practice' });
  const world = await ensurePracticeWorld(practice, workspace.id);
  await seedPractice(ports, workspace.id, world);
  const accounts = await ports.accounts.list(workspace.id);
  const isUnread = accounts.some((account) => account.lastReadAt === null);
  if (isUnread)
    await startSyncOf(
      ports,
      workspace.id,
      accounts.map((account) => account.id),
    );
}
