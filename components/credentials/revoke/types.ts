import type { Outcome } from '@/components/ui/outcome';
import type { RestoreInput, RevocationView } from '@/lib/credentials/schema';

type Answer = Outcome<RevocationView>;

export type RevokeWish =
  | { scope: 'session'; sessionId: string }
  | { scope: 'named'; roleArn: string; sessionName: string }
  | { scope: 'role'; roleArn: string };

/** What the server does; `restore` is null for a person who may not take a denial back. */
export type RevokeActions = {
  revoke: (wish: RevokeWish) => Promise<Answer>;
  restore: ((wish: RestoreInput) => Promise<Answer>) | null;
};

/** What is to be revoked: one session of a role, or only the role. One without an id was taken past this console. */
export type RevokeSubject = {
  roleArn: string;
  roleName: string;
  accountName: string;
  session: RecordedSession | NamedSession | null;
};

export type RecordedSession = {
  id: string;
  personName: string | null;
  expiresAt: string;
};
export type NamedSession = { id: null; sessionName: string; caller: string };
