'use client';

import { ChevronDown } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { Button } from 'react-aria-components/Button';
import { PRACTICE_PATH } from '@/lib/core/links';
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

const EXERCISES = {
  id: PRACTICE_PATH,
  label: 'Exercises',
  detail: 'mistakes to put right',
};

const kindWords = { practice: 'nothing touches AWS', aws: 'real accounts' } as const;

/** Says which accounts the page is about, and changes them where there is a choice. */
export function WorkspaceMenu({
  workspace,
  workspaces,
  switchWorkspace,
}: WorkspaceMenuProps) {
  const [isSwitching, startSwitching] = useTransition();
  const router = useRouter();
  if (workspaces.length < 2) return <OnlyWorkspace workspace={workspace} />;
  const isPractice = workspace.kind === 'practice';
  const change = (workspaceId: string) => {
    if (workspaceId === EXERCISES.id) return router.push(PRACTICE_PATH);
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
      actions={[
        ...workspaces.map((item) => ({
          id: item.id,
          label: item.name,
          detail: kindWords[item.kind],
        })),
        ...(isPractice ? [EXERCISES] : []),
      ]}
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

/** With nothing to choose, practice leads to its exercises. */
function OnlyWorkspace({ workspace }: { workspace: WorkspaceItem }) {
  if (workspace.kind === 'aws') {
    return (
      <p className="environment" data-kind="aws">
        <Words workspace={workspace} />
      </p>
    );
  }
  return (
    <Link href={PRACTICE_PATH} className="environment" data-kind="practice">
      <Words workspace={workspace} />
    </Link>
  );
}

function Words({ workspace }: { workspace: WorkspaceItem }) {
  return (
    <span className="truncate">
      <b>{workspace.name}</b>: {kindWords[workspace.kind]}
    </span>
  );
}
