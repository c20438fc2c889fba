import { GrantsPage } from '@/components/credentials/grants/grants-page';
import { titled } from '@/components/frame/titled';
import { listGroups } from '@/lib/credentials/grants/list-groups';
import { found, requireContext } from '@/lib/server/context';
import {
  importGrantsAction,
  previewImportAction,
  removeGroupAction,
  saveGroupAction,
} from './actions';

async function Grants() {
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

export default titled('Groups and grants', Grants);
