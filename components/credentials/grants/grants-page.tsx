import { PageHeader } from '@/components/frame/page-header';
import { GrantFile } from './grant-file';
import { Groups } from './groups';
import type { GroupActions, GroupsView, ImportActions } from './types';

export type GrantsPageProps = {
  view: GroupsView;
  /** Null for those who may not give roles. */
  groupActions: GroupActions | null;
  importActions: ImportActions;
  /** Where the file of all grants is fetched. */
  fileUrl: string;
};

/** Groups of people, and all grants as one file. */
export function GrantsPage(props: GrantsPageProps) {
  const { view, groupActions } = props;
  return (
    <>
      <PageHeader
        title="Groups and grants"
        kicker={
          <>
            <a href="/settings">Settings</a> / Groups and grants
          </>
        }
        lead="A grant lets a person or a group take a role by this console. Single ones are given on the page of the role."
      />
      <div className="mt-5 grid items-start gap-4 xl:grid-cols-2">
        <Groups view={view} actions={groupActions} />
        {view.mayManage ? (
          <GrantFile
            actions={props.importActions}
            fileUrl={props.fileUrl}
            grantsTotal={view.grantsTotal}
          />
        ) : null}
      </div>
    </>
  );
}
