'use client';

import { useState } from 'react';
import { PageHeader } from '@/components/frame/page-header';
import { Button } from '@/components/ui/button';
import type { PeopleView } from '@/lib/people/schema';
import { InviteDialog } from './invite-dialog';
import { InviteList } from './invite-list';
import { MemberTable } from './member-table';
import type { PeopleCalls } from './types';

export type PeoplePageProps = {
  view: PeopleView;
  workspaceName: string;
  calls: PeopleCalls;
};

/** Who is in the workspace, what they may do, and who is invited. */
export function PeoplePage({ view, workspaceName, calls }: PeoplePageProps) {
  const [isInviting, setIsInviting] = useState(false);
  return (
    <>
      <PageHeader
        title="People"
        kicker={
          <>
            <a href="/settings">Settings</a> / People
          </>
        }
        lead={`Who is in ${workspaceName}, and what they may do here. Which roles they may take stands on the page of each role.`}
        actions={
          view.mayManage ? (
            <Button variant="primary" onPress={() => setIsInviting(true)}>
              Invite somebody
            </Button>
          ) : null
        }
      />
      <section aria-label="Members" className="card mt-4 overflow-hidden">
        <MemberTable members={view.members} mayManage={view.mayManage} calls={calls} />
      </section>
      {view.invites.length > 0 ? (
        <section aria-labelledby="invites-title" className="mt-6">
          <h2 id="invites-title">Invited</h2>
          <InviteList invites={view.invites} withdraw={calls.withdraw} />
        </section>
      ) : null}
      {isInviting ? (
        <InviteDialog invite={calls.invite} onClose={() => setIsInviting(false)} />
      ) : null}
    </>
  );
}
