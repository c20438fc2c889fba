import type { ContextValue } from '@/lib/iam/question';
import { authorize } from '../authorize/authorize';
import type { Call } from '../operation';
import type { StoredTag } from '../world/types';
import { requestTagContext } from './tags';

type Creation = {
  action: string;
  /** What a caller must be allowed as well to give the new thing tags. */
  tagAction: string;
  resource: string;
  tags: StoredTag[];
  context?: Record<string, ContextValue>;
};

/** Lets the call make something, with tags only if the caller may tag it. */
export function allowCreation(call: Call, made: Creation): void {
  const { action, tagAction, resource, tags } = made;
  const context = { ...made.context, ...requestTagContext(tags) };
  authorize(call, { action, resource, context });
  if (tags.length > 0) authorize(call, { action: tagAction, resource, context });
}
