import type { PolicyRef } from '../answer';
import type { FindingCode, Severity } from './catalogue';

/** Where a finding stands. */
type FoundAt = {
  policy: PolicyRef;
  /** Position in the document's Statement list, from 0. */
  statementIndex: number;
  sid: string | null;
};

/** A document that mends a finding. It never grants more than the one it replaces. */
export type Fix = {
  /** The whole document as it should stand afterwards. */
  document: unknown;
  /** One sentence: what it changes, and what the reader fills in or checks. */
  note: string;
};

/** Something in the collected policies that a person should look at. */
export type Finding = {
  code: FindingCode;
  severity: Severity;
  /** ARN of the role, bucket, key, user or group that it is about. */
  subject: string;
  /** The document that it is about, which the fix replaces. */
  policy: PolicyRef;
  /** Null when it is about what the document lacks as a whole. */
  statement: FoundAt | null;
  /** One sentence: what is so, and what to do. */
  message: string;
  /** One sentence: what somebody could do with it. */
  why: string;
  fix: Fix | null;
};
