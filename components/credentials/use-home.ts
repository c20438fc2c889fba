'use client';

import { useRouter } from 'next/navigation';
import { useQueryState } from 'nuqs';
import { useEffect, useMemo, useRef, useState, useTransition } from 'react';
import { showToast } from '@/components/ui/toast-store';
import { useNow } from '@/components/ui/use-now';
import { unpackRoles } from '@/lib/credentials/pack-roles';
import type {
  CredentialFormat,
  PackedHome,
  RevocationView,
  RoleCard,
} from '@/lib/credentials/schema';
import { findRoles, pinsFirst } from './find-roles';
import { mergeLive } from './merge-live';
import type { LiveSession, PinAction } from './types';
import { useTerminalCopy } from './use-terminal-copy';
import { useTerminalFormat } from './use-terminal-format';

type Wiring = { home: PackedHome; endpoint: string; pinAction: PinAction };

export type HomeState = ReturnType<typeof useHome>;

/** What the home page knows beyond what the server said: filter, pins, sessions, refusals. */
export function useHome({ home, endpoint, pinAction }: Wiring) {
  const [typed, setTyped] = useQueryState('q', { defaultValue: '' });
  const [openRoleArn, setOpenRoleArn] = useQueryState('role');
  const nowMs = useNow(5_000);
  const { pins, pin } = usePins(pinAction);
  const { begun, noteSession, noteRevocation } = useBegunSessions();
  const { errorOf, noteRefusal } = useRefusals();
  const { format, choose } = useTerminalFormat();
  const { copy, stepOf } = useTerminalCopy(endpoint, {
    onIssued: noteSession,
    onRefused: noteRefusal,
  });
  const given = useMemo(() => unpackRoles(home.roles), [home.roles]);
  const all = useMemo(() => pinsFirst(given, pins), [given, pins]);
  const roleOf = (arn: string | null) => all.find((role) => role.roleArn === arn) ?? null;
  return {
    typed,
    setTyped: (next: string) => void setTyped(next === '' ? null : next),
    rolesTotal: all.length,
    roles: findRoles(all, typed),
    roleOf,
    // What has to be asked for first has no credentials to show.
    drawerRole: takeable(roleOf(openRoleArn)),
    openDrawer: (arn: string | null) => void setOpenRoleArn(arn),
    live: mergeLive(home.live, begun, nowMs),
    nowMs,
    pin,
    format,
    stepOf,
    errorOf,
    noteSession,
    noteRevocation,
    copy: (role: RoleCard | null | undefined, wanted: CredentialFormat = format) => {
      if (!role) return;
      choose(wanted);
      void copy(role, wanted);
    },
  };
}

const takeable = (role: RoleCard | null): RoleCard | null =>
  role?.ask === 'no' ? role : null;

function usePins(pinAction: PinAction) {
  const [pins, setPins] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [, startTransition] = useTransition();

  function pin(role: RoleCard, isPinned: boolean) {
    const { roleArn } = role;
    setPins((before) => new Map(before).set(roleArn, isPinned));
    startTransition(async () => {
      const answer = await pinAction({ roleArn, isPinned });
      if (answer.ok) return;
      setPins((before) => new Map(before).set(roleArn, !isPinned));
      showToast({
        tone: 'danger',
        title: `The pin was not kept.`,
        detail: answer.message,
      });
    });
  }
  return { pins, pin };
}

/** Sessions that began on this page; one opened in another tab shows when we are looked at again. */
function useBegunSessions() {
  const router = useRouter();
  const [begun, setBegun] = useState<readonly LiveSession[]>([]);
  const isStale = useRef(false);

  useEffect(() => {
    function refreshWhenSeen() {
      if (document.visibilityState !== 'visible' || !isStale.current) return;
      isStale.current = false;
      router.refresh();
    }
    document.addEventListener('visibilitychange', refreshWhenSeen);
    return () => document.removeEventListener('visibilitychange', refreshWhenSeen);
  }, [router]);

  return {
    begun,
    /** What the server no longer calls live shall not come back from what began here. */
    noteRevocation: ({ scope, roleArn, sessionName, state }: RevocationView) => {
      if (state === 'removed') return;
      const isMet = (session: LiveSession) =>
        session.roleArn === roleArn &&
        (scope === 'role' || session.sessionName === sessionName);
      setBegun((before) => before.filter((session) => !isMet(session)));
    },
    noteSession: (session: LiveSession | null) => {
      isStale.current = true;
      if (session) setBegun((before) => [...before, session]);
    },
  };
}

function useRefusals() {
  const [refusals, setRefusals] = useState<ReadonlyMap<string, string>>(new Map());
  return {
    errorOf: (roleArn: string) => refusals.get(roleArn) ?? null,
    noteRefusal: (roleArn: string, sentence: string | null) =>
      setRefusals((before) => {
        const next = new Map(before);
        if (sentence) next.set(roleArn, sentence);
        else next.delete(roleArn);
        return next;
      }),
  };
}
