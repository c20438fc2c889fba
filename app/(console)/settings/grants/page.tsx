import type { Metadata } from 'next';
import { GrantsPage } from '@/components/credentials/grants/grants-page';
import { listGroups } from '@/lib/credentials/grants/list-groups';
import { found, requireContext } from '@/lib/server/context';
import {
  importGrantsAction,
  previewImportAction,
  removeGroupAction,
  saveGroupAction,
} from './actions';

export const metadata: Metadata = { title: 'Groups and grants' };

export default async function Grants() {
  const { ports, actor } = await requireContext();
  const view = found(await listGroups(ports, actor));
  return (
    <GrantsPage
      view={view}
      groupActions={
        view.mayManage ? { save: saveGroupAction, remove: removeGroupAction } : null
      }
      importActions={{ preview: previewImportAction, apply: importGrantsAction }}
      fileUrl="/api/v1/grants"
    />
  );
}
