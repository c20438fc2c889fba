import { err, ok, type Result } from '@/lib/core/result';
import { sameDocument } from '@/lib/core/same-document';

/** The inline policy that every revocation of a role shares, a statement each. */
export const DENIAL_POLICY = 'DrawbridgeRevokedSessions';

/** A statement id has letters and digits only. */
export const sidOf = (revocationId: string): string =>
  `Revoked${revocationId.replace(/[^a-zA-Z0-9]/g, '')}`;

const moment = (at: Date): string => at.toISOString();

/**
 * Denies everything to one session, by `aws:userid`, until it would have ended anyway.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable
 */
export const denySession = (
  revocationId: string,
  session: { roleId: string; sessionName: string; endsAt: Date },
) => ({
  Sid: sidOf(revocationId),
  Effect: 'Deny',
  Action: '*',
  Resource: '*',
  Condition: {
    StringEquals: { 'aws:userid': `${session.roleId}:${session.sessionName}` },
    DateLessThan: { 'aws:CurrentTime': moment(session.endsAt) },
  },
});

/**
 * Denies everything to sessions of one name that began before a moment: a program may give its
 * next session the same name.
 */
export const denyOlderNamed = (
  revocationId: string,
  session: { roleId: string; sessionName: string; cutOffAt: Date; endsAt: Date },
) => {
  const { Condition, ...denial } = denySession(revocationId, session);
  const older = { 'aws:TokenIssueTime': moment(session.cutOffAt) };
  return {
    ...denial,
    Condition: { ...Condition, DateLessThan: { ...Condition.DateLessThan, ...older } },
  };
};

/**
 * Denies everything to sessions that began before a moment, as AWS's own
 * `AWSRevokeOlderSessions` does, until the last of them has ended.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html
 */
export const denyOlderSessions = (
  revocationId: string,
  { cutOffAt, endsAt }: { cutOffAt: Date; endsAt: Date },
) => ({
  Sid: sidOf(revocationId),
  Effect: 'Deny',
  Action: '*',
  Resource: '*',
  Condition: {
    DateLessThan: {
      'aws:TokenIssueTime': moment(cutOffAt),
      'aws:CurrentTime': moment(endsAt),
    },
  },
});

type Policy = { Version?: unknown; Statement?: unknown };

const EMPTY: Policy = { Version: '2012-10-17', Statement: [] };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function policyOf(document: string | null): Policy | null {
  if (document === null) return EMPTY;
  try {
    const parsed: unknown = JSON.parse(document);
    return isObject(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

const statementsOf = ({ Statement }: Policy): unknown[] =>
  Array.isArray(Statement) ? Statement : [Statement];

const isNamed = (statement: unknown, sid: string): boolean =>
  isObject(statement) && statement['Sid'] === sid;

export function hasStatement(document: string | null, sid: string): boolean {
  const policy = policyOf(document);
  return (
    policy !== null && statementsOf(policy).some((statement) => isNamed(statement, sid))
  );
}

/** The policy with one statement more; whatever else stands in it stays as it is. */
export function withStatement(
  document: string | null,
  statement: { Sid: string },
): Result<string, null> {
  const policy = policyOf(document);
  if (!policy) return err(null);
  const others = statementsOf(policy).filter((known) => !isNamed(known, statement.Sid));
  return ok(JSON.stringify({ ...policy, Statement: [...others, statement] }));
}

/** A policy of that one statement, as it stands in this one; null where it does not. */
export function onlyStatement(document: string | null, sid: string): string | null {
  const policy = policyOf(document);
  const Statement = policy
    ? statementsOf(policy).filter((statement) => isNamed(statement, sid))
    : [];
  return Statement.length > 0 ? JSON.stringify({ ...policy, Statement }) : null;
}

/**
 * The policy without the statement; null when nothing is left. Where it then says what it said
 * before one of our writes, it gets back that very text.
 */
export function withoutStatement(
  document: string | null,
  sid: string,
  earlierTexts: readonly string[],
): Result<string | null, null> {
  const policy = policyOf(document);
  if (!policy) return err(null);
  const Statement = statementsOf(policy).filter((statement) => !isNamed(statement, sid));
  if (Statement.length === 0) return ok(null);
  const rest = JSON.stringify({ ...policy, Statement });
  return ok(earlierTexts.find((text) => sameDocument(text, rest)) ?? rest);
}
