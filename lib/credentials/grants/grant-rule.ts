import type { AppError } from '@/lib/core/errors';
import type { UserId } from '@/lib/core/ids';
import { err, ok, type Result } from '@/lib/core/result';
import type { GrantRule, GrantTerms, Person, StoredPersonGroup } from '@/lib/ports';

export const FREE: GrantRule = {
  rule: 'none',
  approvals: 0,
  approverIds: [],
  approverGroupId: null,
};

/** A rule as a form or a file says it. */
export type RuleWish = {
  rule: GrantRule['rule'];
  approvals: number;
  approverIds: readonly string[];
  approverGroupId: string | null;
};

/** Whether a grant has come to its end by itself. */
export const hasRunOut = ({ endsAt }: Pick<GrantTerms, 'endsAt'>, now: Date): boolean =>
  endsAt !== null && endsAt <= now;

type Here = { people: readonly Person[]; groups: readonly StoredPersonGroup[] };

/** The rule with only what counts for its kind; refused when nobody could ever fulfil it. */
export function settleRule(wish: RuleWish, here: Here): Result<GrantRule, AppError> {
  if (wish.rule !== 'ask') return ok({ ...FREE, rule: wish.rule });
  const { people, groups } = here;
  const group = groups.find(({ id }) => id === wish.approverGroupId) ?? null;
  const approverIds = people
    .map(({ userId }) => userId)
    .filter((userId) => wish.approverIds.includes(userId));
  const { rule, approvals } = wish;
  const settled = { rule, approvals, approverIds, approverGroupId: group?.id ?? null };
  const total = approversOf(settled, here).length;
  return total < approvals ? err(tooFew(total, approvals)) : ok(settled);
}

/** Who may decide on a request by this rule: those named, and who is in the group now. */
export function approversOf(
  { approverIds, approverGroupId }: Pick<GrantRule, 'approverIds' | 'approverGroupId'>,
  { people, groups }: Here,
): UserId[] {
  const group = groups.find(({ id }) => id === approverGroupId);
  const ids = new Set([...approverIds, ...(group?.memberIds ?? [])]);
  return people.map(({ userId }) => userId).filter((userId) => ids.has(userId));
}

function tooFew(total: number, approvals: number): AppError {
  const message =
    total === 0
      ? 'Say who approves: people, a group, or both.'
      : `${approvals} approvals are needed, and ${total === 1 ? '1 person' : `${total} people`} may give one.`;
  return { kind: 'invalid_input', message, fields: { approvers: message } };
}
