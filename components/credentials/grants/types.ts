import type { Outcome } from '@/components/ui/outcome';
import type {
  GrantView,
  GroupsView,
  ImportPreview,
  RoleGrantsView,
} from '@/lib/credentials/grants/grant-schema';

type Terms = {
  maxSeconds: number | null;
  isReadOnly: boolean;
  services: readonly string[];
  fromIp: string;
  /** ISO 8601, UTC; empty means no end. */
  endsAt: string;
  stepUp: GrantView['stepUp'];
  rule: GrantView['rule'];
  approvals: number;
  approverIds: readonly string[];
  /** Empty for no group. */
  approverGroupId: string;
};
type Which = { grantId: string; version: number };

/** What those who give roles can do; null for everybody else. */
export type GrantActions = {
  give(input: Terms & { roleArn: string; to: string }): Promise<Outcome<GrantView>>;
  change(input: Terms & Which): Promise<Outcome<GrantView>>;
  end(input: Which): Promise<Outcome<GrantView>>;
  restore(input: Which): Promise<Outcome<GrantView>>;
};

export type GroupActions = {
  save(input: {
    id: string;
    name: string;
    memberIds: readonly string[];
    wasMemberIds: readonly string[];
  }): Promise<Outcome<{ id: string }>>;
  /** The id and nothing else: a whole group, which the action refuses, does not compile. */
  remove(input: { id: string; name?: never }): Promise<Outcome<null>>;
};

export type ImportActions = {
  preview(input: { text: string }): Promise<Outcome<ImportPreview>>;
  apply(input: {
    text: string;
    digest: string;
  }): Promise<Outcome<{ changesTotal: number }>>;
};

export type { GrantView, GroupsView, ImportPreview, RoleGrantsView };

/** What a form of a grant holds. */
export type GrantDraft = Terms & { to: string };

export const BLANK_GRANT: GrantDraft = {
  to: '',
  maxSeconds: null,
  isReadOnly: false,
  services: [],
  fromIp: '',
  endsAt: '',
  stepUp: 'never',
  rule: 'none',
  approvals: 1,
  approverIds: [],
  approverGroupId: '',
};

export const draftOf = (grant: GrantView): GrantDraft => ({
  to: grant.to,
  maxSeconds: grant.maxSeconds,
  isReadOnly: grant.isReadOnly,
  services: grant.services,
  fromIp: grant.fromIp ?? '',
  endsAt: grant.endsAt ?? '',
  stepUp: grant.stepUp,
  rule: grant.rule,
  approvals: Math.max(grant.approvals, 1),
  approverIds: grant.approverIds,
  approverGroupId: grant.approverGroupId ?? '',
});

/** The same without whom it is for, which no change touches. */
export const termsOf = ({ to: _, ...terms }: GrantDraft): Terms => terms;
