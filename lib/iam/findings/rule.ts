import type { PolicyRef } from '../answer';
import type { AccountFacts } from '../facts/account-facts';
import type { WorldFacts } from '../facts/world-facts';
import type { ParsedPolicy, ParsedStatement, PolicyKind } from '../parse/policy';
import type { RoleDetail } from '../world';
import type { FindingCode, Severity } from './catalogue';
import type { Fix } from './finding';
import type { Survey } from './survey';

/** Documents that are looked at. */
export type CheckedKind = Extract<
  PolicyKind,
  'trust' | 'identity' | 'boundary' | 'bucket' | 'key'
>;

/** One document, with everything around it that a rule may ask for. */
export type Place = {
  world: WorldFacts;
  account: AccountFacts;
  /** ARN of the role, user, group, bucket or key that the document hangs on. */
  subject: string;
  kind: CheckedKind;
  ref: PolicyRef;
  policy: ParsedPolicy;
  /** The role whose trust or permissions the document holds. */
  role: RoleDetail | null;
  /** What the whole world says, gathered once. */
  survey: Survey;
};

/** Why there is no fix: a clause that follows the message, without a full stop. */
export type NoFix = { reason: string };

/** What a rule has to say about one place. */
export type Report = {
  at: { index: number; sid: string | null } | null;
  /** One sentence: what is so, and what to do. */
  message: string;
  /** Fills the reason of the catalogue. */
  about: string;
  /** Made only for what is reported. */
  fix: () => Fix | NoFix;
  /** Where one code has two weights. */
  severity?: Severity;
};

export type Rule = {
  code: FindingCode;
  kinds: readonly CheckedKind[];
  /** A cheap look at the document alone: false where the rule can find nothing in it. */
  isAbout: (policy: ParsedPolicy) => boolean;
  check: (place: Place) => Report[];
  /** What it finds hangs on the document alone, whoever holds it. */
  isOfDocument: boolean;
};

type StatementCheck = (
  place: Place,
  statement: ParsedStatement,
) => Omit<Report, 'at'> | null;

/**
 * A rule about single statements. One that has no effect by a condition that IAM cannot read is not asked.
 *
 * @param isAbout a cheap look at the statement alone; only what passes it is checked
 */
export const statementRule = (
  code: FindingCode,
  kinds: readonly CheckedKind[],
  isAbout: (statement: ParsedStatement) => boolean,
  check: StatementCheck,
): Rule => ({
  code,
  kinds,
  isAbout: ({ statements }) => statements.some((one) => one.isUsable && isAbout(one)),
  check: (place) =>
    place.policy.statements.flatMap((statement) => {
      const isAsked = statement.isUsable && isAbout(statement);
      const report = isAsked ? check(place, statement) : null;
      return report ? [{ ...report, at: statement }] : [];
    }),
  isOfDocument: false,
});

/** A `statementRule` that asks for nothing but the document, so that it is checked once for all who hold it. */
export const documentRule = (...rule: Parameters<typeof statementRule>): Rule => ({
  ...statementRule(...rule),
  isOfDocument: true,
});

/** Kinds of documents that say whom they let in. */
export const WITH_PRINCIPAL = ['trust', 'bucket', 'key'] as const;
export const EVERY_KIND = ['trust', 'identity', 'boundary', 'bucket', 'key'] as const;
