import type { Call } from '../operation';
import { roleAtArn, userAtArn } from '../world/at-arn';
import type { StoredTag } from '../world/types';

const tagsAt = ({ account }: Call, arn: string): StoredTag[] =>
  (account.policies.get(arn) ?? roleAtArn(account, arn) ?? userAtArn(account, arn))
    ?.tags ?? [];

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
