import type { Call } from '../operation';
import type { StoredTag } from '../world/types';

function tagsAt(call: Call, arn: string): StoredTag[] {
  const { roles, users, policies } = call.account;
  const policy = policies.get(arn);
  if (policy) return policy.tags;
  const entities = [...roles.values(), ...users.values()];
  return entities.find((entity) => entity.arn === arn)?.tags ?? [];
}

/** Tags of an IAM resource as condition keys, under both of the names AWS gives them. */
export function resourceTagContext(call: Call, arn: string): Record<string, string> {
  if (call.service !== 'iam') return {};
  return Object.fromEntries(
    tagsAt(call, arn).flatMap(({ Key, Value }) => [
      [`aws:ResourceTag/${Key}`, Value],
      [`iam:ResourceTag/${Key}`, Value],
    ]),
  );
}
