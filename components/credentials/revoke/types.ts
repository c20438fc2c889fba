import type { RestoreInput, RevocationView } from '@/lib/credentials/schema';

type Answer = { ok: true; value: RevocationView } | { ok: false; message: string };

export type RevokeWish =
  | { scope: 'session'; sessionId: string }
  | { scope: 'role'; roleArn: string };

/** What the server does; `restore` is null for a person who may not take a denial back. */
export type RevokeActions = {
  revoke: (wish: RevokeWish) => Promise<Answer>;
  restore: ((wish: RestoreInput) => Promise<Answer>) | null;
};

/** What is to be revoked: one session of a role, or only the role. */
export type RevokeSubject = {
  roleArn: string;
  roleName: string;
  accountName: string;
  session: { id: string; personName: string | null; expiresAt: string } | null;
};
