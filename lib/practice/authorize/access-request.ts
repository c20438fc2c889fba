import type { AssumeParams, ContextValue } from '@/lib/iam/question';

/** What a call wants to do, as the policy engine is asked. */
export type AccessRequest = {
  action: string;
  resource: string;
  /** Owner of the resource; the caller's account when not given. */
  accountId?: string;
  context?: Record<string, ContextValue>;
  params?: AssumeParams;
};
