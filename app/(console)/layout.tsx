import type { ReactNode } from 'react';
import { ConsoleFrame } from '@/components/frame/console-frame';
import { requireContext } from '@/lib/server/context';
import { switchWorkspaceAction } from './actions';

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const { ports, actor } = await requireContext();
  const workspaces = await ports.workspaces.listOf(actor.userId);
  return (
    <ConsoleFrame
      person={{ name: actor.name, email: actor.email }}
      workspace={{
        id: actor.workspaceId,
        name: actor.workspaceName,
        kind: actor.workspaceKind,
      }}
      workspaces={workspaces.map(({ id, name, kind }) => ({ id, name, kind }))}
      searchUrl="/api/v1/search"
      switchWorkspace={switchWorkspaceAction}
    >
      {children}
    </ConsoleFrame>
  );
}
