import type { ReactNode } from 'react';
import { ConsoleFrame } from '@/components/frame/console-frame';
import { requireContext } from '@/lib/server/context';
import { switchWorkspaceAction } from './actions';

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const { actor } = await requireContext();
  return (
    <ConsoleFrame
      person={{ name: actor.name, email: actor.email }}
      workspace={{
        id: actor.workspaceId,
        name: actor.workspaceName,
        kind: actor.workspaceKind,
      }}
      workspaces={actor.workspaces}
      searchUrl="/api/v1/search"
      switchWorkspace={switchWorkspaceAction}
    >
      {children}
    </ConsoleFrame>
  );
}
