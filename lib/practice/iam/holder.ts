import { isServiceLinkedPath } from '@/lib/iam/evaluate/caller';
import type { ContextValue } from '@/lib/iam/question';
import { authorize } from '../authorize/authorize';
import type { Call, Operations } from '../operation';
import { AwsError } from '../wire/aws-error';
import type { StoredEntity } from '../world/types';
import { arnFor, entityNamed, type Kind, type Stored } from './arns';

export const KINDS = ['role', 'user', 'group'] as const;

const TITLES = { user: 'User', group: 'Group', role: 'Role' } as const;

/** Who a call is about: `title` as AWS names the kind in its operations. */
export type Holder<K extends Kind = Kind> = {
  kind: K;
  title: (typeof TITLES)[K];
  name: string;
};

/**
 * An operation that several kinds have alike: `PutRolePolicy`, `PutUserPolicy` and
 * `PutGroupPolicy` from one.
 *
 * @param named the operation's name, given the kind's title
 */
export const forKinds = <K extends Kind, I>(
  kinds: readonly K[],
  named: (title: string) => string,
  operation: (call: Call, holder: Holder<K>, input: I) => object,
): Operations =>
  Object.fromEntries(
    kinds.map((kind) => {
      const title = TITLES[kind];
      const run = (call: Call, input: I & Record<string, unknown>) =>
        operation(call, { kind, title, name: String(input[`${title}Name`]) }, input);
      return [named(title), run];
    }),
  );

/** The user, group or role of a call that is allowed; AccessDenied or NoSuchEntity else. */
export function allowedEntity<K extends Kind>(
  call: Call,
  action: string,
  { kind, name }: { kind: K; name: string },
  context: Record<string, ContextValue> = {},
): Stored<K> {
  authorize(call, { action, resource: arnFor(call.account, kind, name), context });
  return entityNamed(call.account, kind, name);
}

/** Lets nobody but AWS change a role that belongs to a service of AWS. */
export function changeable<T extends StoredEntity>(entity: T): T {
  if (entity.kind === 'role' && isServiceLinkedPath(entity.path))
    throw new AwsError(
      'UnmodifiableEntity',
      `Cannot perform the operation on the protected role '${entity.name}' - this role is only modifiable by AWS`,
    );
  return entity;
}
