import { parseArn } from '@/lib/core/arn';
import { cleanTyped } from '@/lib/core/clean-typed';
import type { StoredAccount } from '@/lib/ports';
import { empty, type Field, right, wrong } from './field';

/**
 * The application of the account access manager, which its settings page shows. It has to be of
 * the role's own account.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/aam-prepare-roles.html
 */
export function resolveAccessApplication(
  typed: string,
  account: StoredAccount | null,
): Field<string> {
  const arn = cleanTyped(typed);
  if (arn === '') return empty;
  const parts = parseArn(arn);
  const isApplication =
    parts?.service === 'account-access' &&
    parts.region !== '' &&
    /^application\/[\w-]+$/.test(parts.resource);
  if (!isApplication)
    return wrong(
      'Give the ARN of the application, from the settings of the account access manager: arn:aws:account-access:<region>:<account>:application/<id>.',
    );
  return account && parts.accountId !== account.id
    ? wrong(
        `This application is of account ${parts.accountId}, and the role would be in ${account.name}. The account access manager assigns roles of its own account alone.`,
      )
    : right(arn);
}
