'use client';

import { useRouter } from 'next/navigation';
import { lazy, Suspense, useRef } from 'react';
import { REQUESTS_PATH } from '@/lib/core/links';
import type { PackedHome } from '@/lib/credentials/schema';
import { enterFirst, sayEnter } from './enter-first';
import type { LetSay } from './let-say';
import { LiveSessions } from './live-sessions';
import { sayLive } from './merge-live';
import type { RevokeActions } from './revoke/types';
import { RoleFilter } from './role-filter';
import { RoleList } from './role-list';
import { ToDoList } from './to-do-list';
import type { CredentialEndpoints, PinAction, ToDoItem } from './types';
import { useHome } from './use-home';

// The list comes first; what only the drawer needs follows when a drawer opens.
const CredentialDrawer = lazy(() =>
  import('./credential-drawer').then((room) => ({ default: room.CredentialDrawer })),
);

export type HomePageProps = {
  home: PackedHome;
  endpoints: CredentialEndpoints;
  pinAction: PinAction;
  revokeActions: RevokeActions;
  /** Null for those who may make no plan. */
  letSay: LetSay | null;
  /** Where practice accounts are reached; null for real ones. */
  endpointUrl: string | null;
  /** Where AWS sees this person; null when we cannot tell. */
  seenAddress: string | null;
  /** What waits for the person; left out, the page says nothing about it. */
  toDo?: readonly ToDoItem[] | undefined;
};

export function HomePage(props: HomePageProps) {
  const { home, endpoints, pinAction, toDo } = props;
  const page = useHome({ home, endpoint: endpoints.credentials, pinAction });
  const firstForm = useRef<HTMLFormElement>(null);
  const router = useRouter();
  const { drawerRole } = page;
  const [first] = page.roles;
  return (
    <>
      <div className="mb-4 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h1>Where do you need to be?</h1>
        <p className="flex flex-wrap gap-x-4 text-muted">
          <span>{sayLive(page.live, page.nowMs)}</span>
          <a href={REQUESTS_PATH}>Requests</a>
        </p>
      </div>
      <RoleFilter
        value={page.typed}
        onChange={page.setTyped}
        enterWords={sayEnter(first)}
        onEnter={(withShift) =>
          enterFirst(first, withShift, {
            openConsole: () => firstForm.current?.requestSubmit(),
            copy: () => page.copy(first),
            goTo: (path) => router.push(path),
          })
        }
        hasFocus={drawerRole === null}
      />
      <div className="mt-3 grid gap-8 xl:grid-cols-[minmax(0,1fr)_336px]">
        <RoleList page={page} consoleEndpoint={endpoints.console} firstForm={firstForm} />
        <div className="grid content-start gap-7 pt-2 sm:max-xl:grid-cols-2">
          <LiveSessions page={page} revokeActions={props.revokeActions} />
          {toDo ? <ToDoList items={toDo} /> : null}
        </div>
      </div>
      {drawerRole ? (
        <Suspense>
          <CredentialDrawer
            role={drawerRole}
            endpoints={endpoints}
            recordedAs={home.recordedAs}
            isPractice={home.isPractice}
            endpointUrl={props.endpointUrl}
            seenAddress={props.seenAddress}
            live={page.live.find(({ roleArn }) => roleArn === drawerRole.roleArn) ?? null}
            letSay={props.letSay}
            onIssued={page.noteSession}
            onClose={() => page.openDrawer(null)}
          />
        </Suspense>
      ) : null}
    </>
  );
}
