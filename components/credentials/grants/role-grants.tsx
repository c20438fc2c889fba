'use client';

import { useState } from 'react';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Time } from '@/components/ui/time';
import { GRANTS_PATH, sessionsOfRolePath } from '@/lib/core/links';
import { GrantDialog } from './grant-dialog';
import { type HandOutRole, NotTaken } from './not-taken';
import type { GrantActions, GrantView, RoleGrantsView } from './types';
import { useRoleGrants } from './use-role-grants';

export type RoleGrantsProps = {
  view: RoleGrantsView;
  /** Null for those who may not give roles. */
  actions: GrantActions | null;
  /** Null for those who may make no plan. */
  handOut: HandOutRole | null;
};

/** Who may take a role by this console, and for those in charge, the way to change it. */
export function RoleGrants({ view, actions, handOut }: RoleGrantsProps) {
  const state = useRoleGrants(view, actions);
  const [edited, setEdited] = useState<GrantView | 'new' | null>(null);
  const mayGive = actions !== null && view.roleMaxSeconds !== null;
  return (
    <section aria-labelledby="role-grants" className="grid gap-4 py-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 id="role-grants" className="text-lg">
          Who may take it here
        </h2>
        {mayGive ? (
          <Button variant="primary" size="row" onPress={() => setEdited('new')}>
            Give it to somebody
          </Button>
        ) : null}
      </div>
      {view.roleMaxSeconds === null ? (
        <NotTaken roleArn={view.roleArn} handOut={handOut} />
      ) : null}
      {state.refusal && edited === null ? (
        <Banner tone="danger" title="Nothing was changed" isAnnounced>
          {state.refusal}
        </Banner>
      ) : null}
      {view.grants.length === 0 ? (
        <Nobody view={view} />
      ) : (
        <ul className="border-b border-hairline">
          {view.grants.map((grant) => (
            <Row
              key={grant.id}
              grant={grant}
              isBusy={state.isBusy}
              onChange={actions ? () => setEdited(grant) : null}
              onEnd={() => void state.end(grant)}
            />
          ))}
        </ul>
      )}
      <p className="text-sm text-muted">
        When several of these give somebody the role, one counts: the one that takes the
        least away from the session, then the longest.{' '}
        <a href={sessionsOfRolePath(view.roleArn)}>Who holds it now</a>
        {view.mayManage ? (
          <>
            {' · '}
            <a href={GRANTS_PATH}>Groups, and grants as a file</a>
          </>
        ) : null}
      </p>
      {edited ? (
        <GrantDialog
          view={view}
          grant={edited === 'new' ? null : edited}
          state={state}
          onClose={() => {
            state.forget();
            setEdited(null);
          }}
        />
      ) : null}
    </section>
  );
}

type RowProps = {
  grant: GrantView;
  isBusy: boolean;
  onChange: (() => void) | null;
  onEnd: () => void;
};

function Row({ grant, isBusy, onChange, onEnd }: RowProps) {
  const name = grant.toName;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t border-hairline py-3">
      <div className="min-w-0 flex-1 basis-64">
        <p className="font-strong wrap-anywhere first-letter:uppercase">{name}</p>
        <p className="text-sm text-muted wrap-anywhere">
          {grant.hasRunOut ? 'Ended. It was ' : null}
          {grant.words}. Given by {grant.byName},{' '}
          <Time at={grant.createdAt} format="date" />.
        </p>
      </div>
      {onChange ? (
        <div className="flex gap-2">
          <Button
            size="row"
            isDisabled={isBusy}
            aria-label={`Change the grant of ${name}`}
            onPress={onChange}
          >
            Change
          </Button>
          <Button
            size="row"
            isDisabled={isBusy}
            aria-label={`End the grant of ${name}`}
            onPress={onEnd}
          >
            End
          </Button>
        </div>
      ) : null}
    </li>
  );
}

function Nobody({ view }: { view: RoleGrantsView }) {
  return (
    <EmptyState title={`Nobody may take ${view.roleName} here`}>
      {view.mayManage
        ? 'A grant says who may take the role by this console, for how long, and within what.'
        : 'Ask an administrator of this workspace to give it to you.'}
    </EmptyState>
  );
}
