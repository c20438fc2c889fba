import * as z from 'zod';
import { UserId } from '@/lib/core/ids';
import type { MemberRole } from '@/lib/core/member-role';
import { MIN_PASSWORD_LENGTH } from '@/lib/core/password';

/** How long an invite lives: a day to a week. */
const INVITE_DAYS = { min: 1, max: 7 } as const;

const role = z.enum(['admin', 'operator', 'viewer'], 'Pick a role.');

export const InviteInput = z.strictObject({
  email: z
    .string()
    .trim()
    .toLowerCase()
    .pipe(z.email('Expected an e-mail address.').max(200)),
  role,
  days: z
    .number()
    .int()
    .min(INVITE_DAYS.min, 'An invite lives at least a day.')
    .max(INVITE_DAYS.max, 'An invite lives at most 7 days.'),
});
export type InviteInput = z.infer<typeof InviteInput>;

export const WithdrawInviteInput = z.strictObject({ id: z.uuid() });
export type WithdrawInviteInput = z.infer<typeof WithdrawInviteInput>;

export const MemberInput = z.strictObject({ userId: UserId });
export type MemberInput = z.infer<typeof MemberInput>;

export const SetRoleInput = z.strictObject({ userId: UserId, role });
export type SetRoleInput = z.infer<typeof SetRoleInput>;

/** What came of an invite. Its address is told once: by mail, or here where none was sent. */
export type InviteMade =
  | { kind: 'mailed'; email: string }
  /** `why`: no mail could be sent. */
  | { kind: 'link'; email: string; url: string; why: string };

export type MemberView = {
  id: string;
  name: string;
  email: string;
  role: MemberRole;
  /** ISO 8601, UTC; null when not yet, or not for the reader to see. */
  lastSeenAt: string | null;
  isYou: boolean;
};

export type InviteView = {
  id: string;
  email: string;
  role: MemberRole;
  createdByName: string;
  /** ISO 8601, UTC. */
  expiresAt: string;
  isOver: boolean;
};

export type PeopleView = {
  members: MemberView[];
  /** Empty for those who may not invite. */
  invites: InviteView[];
  mayManage: boolean;
};

const linkSecret = z.string().min(1).max(200);

export const OpenInviteInput = z.strictObject({ secret: linkSecret });
export type OpenInviteInput = z.infer<typeof OpenInviteInput>;

/** Stands in mails and in the log, so it is one line of text. */
export const PersonName = z
  .string()
  .trim()
  .max(100)
  .regex(/^\P{Cc}*$/u, 'A name has no control characters.');

export const AcceptInviteInput = OpenInviteInput.extend({
  /** Of somebody new; whoever has an account keeps their name. */
  name: PersonName,
  password: z.string().min(1, 'Type a password.').max(200),
});
export type AcceptInviteInput = z.infer<typeof AcceptInviteInput>;

/** What the holder of an invite is shown. */
export const OpenedInvite = z.object({
  email: z.string(),
  workspaceName: z.string(),
  role,
  invitedByName: z.string(),
  expiresAt: z.string(),
  /** They sign in here already: their own password is asked for, not a new one. */
  hasAccount: z.boolean(),
});
export type OpenedInvite = z.infer<typeof OpenedInvite>;

/** A password that is yet to be. */
export const NewPassword = z
  .string()
  .min(MIN_PASSWORD_LENGTH, `A password has at least ${MIN_PASSWORD_LENGTH} characters.`)
  .max(200, 'A password has at most 200 characters.');

/** A link for a new password, shown once. */
export type ResetLinkMade = {
  name: string;
  url: string;
  /** ISO 8601, UTC. */
  expiresAt: string;
};

export const OpenResetInput = z.strictObject({ secret: linkSecret });
export type OpenResetInput = z.infer<typeof OpenResetInput>;

export const ResetPasswordInput = OpenResetInput.extend({ newPassword: NewPassword });
export type ResetPasswordInput = z.infer<typeof ResetPasswordInput>;

/** What the holder of such a link is shown. */
export const OpenedReset = z.object({ email: z.string(), expiresAt: z.string() });
export type OpenedReset = z.infer<typeof OpenedReset>;
