import type { ParsedCondition } from '../conditions/condition';
import type { Glob } from './glob';
import type { Template } from './template';

/** Where a document hangs decides which elements it must and may have. */
export type PolicyKind =
  | 'trust'
  | 'identity'
  | 'bucket'
  | 'key'
  | 'boundary'
  | 'session'
  | 'scp'
  | 'rcp';

/** A `Principal` or `NotPrincipal` element. */
export type PrincipalBlock = {
  isNegated: boolean;
  /** Named by a lone `*`. */
  isEveryone: boolean;
  aws: string[];
  services: string[];
  federated: string[];
};

export type ActionBlock = { isNegated: boolean; patterns: ActionPattern[] };
/** Lower-case: actions ignore case. */
/** An action as it was written, and in the letters that it is compared in. */
type ActionPattern = { raw: string; text: string; glob: Glob };
export type ResourceBlock = { isNegated: boolean; patterns: Template[] };

export type ParsedStatement = {
  index: number;
  sid: string | null;
  effect: 'Allow' | 'Deny';
  principal: PrincipalBlock | null;
  action: ActionBlock;
  resource: ResourceBlock | null;
  conditions: ParsedCondition[];
  /**
   * False for a statement that denies under a condition which IAM cannot read (an operator it
   * does not have, a range of addresses that is none), and for every grant of the document that
   * such a condition stands in. Such a grant has no effect, and the denial denies whatever that
   * condition would say.
   */
  isUsable: boolean;
  source: unknown;
};

export type ParsedPolicy = {
  document: unknown;
  /** What makes the document unusable as a whole; empty when it can be used. */
  problems: DocumentProblem[];
  /** When the document is malformed, only the denials that can be read. */
  statements: ParsedStatement[];
};

export type DocumentProblem = {
  code: string;
  /** One sentence that tells what to do. */
  message: string;
  statementIndex: number | null;
  /** Element of the document or statement that is wrong: `Action`; null for the whole. */
  element?: string | null;
};

/** Whether a statement counts at all: a grant of a spoilt document does not. */
export const hasEffect = ({ effect, isUsable }: ParsedStatement): boolean =>
  isUsable || effect === 'Deny';
