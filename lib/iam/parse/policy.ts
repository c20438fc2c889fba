import type { ParsedCondition } from '../conditions/condition';
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
type ActionPattern = { text: string; glob: readonly number[] };
export type ResourceBlock = { isNegated: boolean; patterns: Template[] };

export type ParsedStatement = {
  index: number;
  sid: string | null;
  effect: 'Allow' | 'Deny';
  principal: PrincipalBlock | null;
  action: ActionBlock;
  resource: ResourceBlock | null;
  conditions: ParsedCondition[];
  /** False when a condition uses an operator IAM does not have: the statement has no effect. */
  isUsable: boolean;
  source: unknown;
};

export type ParsedPolicy = {
  document: unknown;
  /** What makes the document unusable as a whole; empty when it can be used. */
  problems: DocumentProblem[];
  /** Empty when the document is malformed. */
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
