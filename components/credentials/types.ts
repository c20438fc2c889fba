import { DEFAULT_SESSION_SECONDS } from '@/lib/core/duration';
import type { HomeView, IssuedCredentials, RoleCard } from '@/lib/credentials/schema';

/** Where keys and console sessions are asked for. */
export type CredentialEndpoints = { credentials: string; console: string };

type ActionAnswer = { ok: true } | { ok: false; message: string };

export type PinAction = (input: {
  roleArn: string;
  isPinned: boolean;
}) => Promise<ActionAnswer>;

export type LiveSession = HomeView['live'][number];

/** Something that waits for the person: one line, what it is about, where to go. */
export type ToDoItem = {
  id: string;
  title: string;
  detail: string;
  href: string;
  action: string;
};

/** A role that was taken just now, so that its session shows at once. */
export function sessionOf(
  role: RoleCard,
  issuedAt: string,
  issued: Pick<IssuedCredentials, 'sessionId' | 'sessionName' | 'expiresAt'>,
): LiveSession {
  const { roleArn, roleName, accountName } = role;
  const { sessionId, sessionName, expiresAt } = issued;
  const place = { roleArn, roleName, accountName };
  return { id: sessionId ?? '', sessionName, ...place, issuedAt, expiresAt };
}

/** What a click hands out when nobody chose a length: an hour, or less where less is allowed. */
export const defaultDuration = (role: RoleCard): number =>
  Math.min(DEFAULT_SESSION_SECONDS, role.capSeconds);
