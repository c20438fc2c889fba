'use client';

import { ChevronDown } from 'lucide-react';
import { useTransition } from 'react';
import { Button } from 'react-aria-components/Button';
import { Menu } from '../ui/menu';
import { showToast } from '../ui/toast-store';

type WorkspaceItem = { id: string; name: string; kind: 'practice' | 'aws' };

type SwitchWorkspace = (input: {
  workspaceId: string;
}) => Promise<{ ok: true } | { ok: false; message: string }>;

export type WorkspaceMenuProps = {
  workspace: WorkspaceItem;
  workspaces: readonly WorkspaceItem[];
  switchWorkspace: SwitchWorkspace;
};

const kindWords = { practice: 'nothing touches AWS', aws: 'real accounts' } as const;

/** Says which accounts the page is about, and changes them where there is a choice. */
export function WorkspaceMenu({
  workspace,
  workspaces,
  switchWorkspace,
}: WorkspaceMenuProps) {
  const [isSwitching, startSwitching] = useTransition();
  if (workspaces.length < 2) {
    return (
      <p className="environment" data-kind={workspace.kind}>
        <Words workspace={workspace} />
      </p>
    );
  }
  const change = (workspaceId: string) => {
    if (workspaceId === workspace.id) return;
    startSwitching(async () => {
      const result = await switchWorkspace({ workspaceId });
      // Another workspace is another set of pages: nothing of this one may stay on screen.
      if (result.ok) window.location.assign('/');
      else showToast({ tone: 'danger', title: result.message });
    });
  };
  return (
    <Menu
      label="Workspace"
      selectedId={workspace.id}
      onAction={change}
      actions={workspaces.map((item) => ({
        id: item.id,
        label: item.name,
        detail: kindWords[item.kind],
      }))}
      trigger={
        <Button
          className="environment"
          data-kind={workspace.kind}
          isPending={isSwitching}
        >
          <Words workspace={workspace} />
          <ChevronDown size={14} aria-hidden="true" />
        </Button>
      }
    />
  );
}

function Words({ workspace }: { workspace: WorkspaceItem }) {
  return (
    <span className="truncate">
      <b>{workspace.name}</b>: {kindWords[workspace.kind]}
    </span>
  );
}
