'use server';
import { removeMember, setRole } from '@/lib/people/change-member';
import { invitePerson, withdrawInvite } from '@/lib/people/invite-person';
import { makeResetLink } from '@/lib/people/reset-link';
import {
  InviteInput,
  MemberInput,
  SetRoleInput,
  WithdrawInviteInput,
} from '@/lib/people/schema';
import { defineAction } from '@/lib/server/define-action';

export const inviteAction = defineAction(
  { permission: 'people:manage', input: InviteInput },
  ({ ports, actor }, input) => invitePerson(ports, actor, input),
);

export const withdrawInviteAction = defineAction(
  { permission: 'people:manage', exempt: 'gives-nothing', input: WithdrawInviteInput },
  ({ ports, actor }, input) => withdrawInvite(ports, actor, input),
);

export const makeResetLinkAction = defineAction(
  { permission: 'people:manage', input: MemberInput },
  ({ ports, actor }, input) => makeResetLink(ports, actor, input),
);

export const setRoleAction = defineAction(
  { permission: 'people:manage', input: SetRoleInput },
  ({ ports, actor }, input) => setRole(ports, actor, input),
);

export const removeMemberAction = defineAction(
  { permission: 'people:manage', exempt: 'gives-nothing', input: MemberInput },
  ({ ports, actor }, input) => removeMember(ports, actor, input),
);
