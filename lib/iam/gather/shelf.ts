import type { PolicyRef, Requirement } from '../answer';
import type { ParsedPolicy } from '../parse/policy';

export type ReferredPolicy = { ref: PolicyRef; policy: ParsedPolicy };

/** Policies of one kind as they were gathered, before a request asks what they say. */
export type Shelf = {
  policies: ReferredPolicy[];
  /** What was not collected and may allow; unless `mayDeny` is false, it may deny as well. */
  unread: { requirement: Requirement; mayDeny: boolean }[];
};

export const unreadDocument = (arn: string, mayDeny = true): Shelf['unread'][number] => ({
  requirement: { kind: 'policy-document', arn },
  mayDeny,
});
