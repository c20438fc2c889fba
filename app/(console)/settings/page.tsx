import type { Metadata } from 'next';
import { SettingsPage } from '@/components/settings/settings-page';
import { listAccounts } from '@/lib/inventory/list-accounts';
import { found, requireContext } from '@/lib/server/context';
import manifest from '@/package.json';

export const metadata: Metadata = { title: 'Settings' };

export default async function Settings() {
  const { ports, actor } = await requireContext();
  return (
    <SettingsPage
      accounts={found(await listAccounts(ports, actor))}
      person={{
        name: actor.name,
        email: actor.email,
        handle: actor.handle,
        role: actor.role,
      }}
      version={manifest.version}
      workspace={{ name: actor.workspaceName, kind: actor.workspaceKind }}
    />
  );
}
