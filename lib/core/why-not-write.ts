import { nameOfArn } from './arn';
import { isOwnRole, type WaysIn } from './is-own-role';
import { sayUnconnected } from './say-unconnected';

/** An account as far as it is known here. */
export type WrittenAccount = {
  name: string;
  /** How this console comes in, or came in when it last could. */
  connection: WaysIn | null;
  /** Whether it can come in now: a way that is half set up, or whose hub is gone, leads nowhere. */
  isReached: boolean;
  /** What is written there can be run by its owner. */
  isByOwner?: boolean;
};
type Account = WrittenAccount;

const isKeptByAws = (arn: string): boolean =>
  /:role\/aws-(?:service-role|reserved)\//.test(arn);

const isOurs = (arn: string, { connection }: Pick<Account, 'connection'>): boolean =>
  arn.includes(':role/drawbridge/') ||
  arn === connection?.callerArn ||
  (arn.includes(':role/') && isOwnRole(arn, connection));

/** Why the trust policy of a role that stands is not changed from here; null where it can be. */
export function whyNotWriteTrustOf(role: string, account: Account): string | null {
  const name = nameOfArn(role);
  if (isKeptByAws(role))
    return `AWS itself keeps the trust policy of ${name}. It cannot be changed.`;
  if (isOurs(role, account))
    return `${name} is one of this console’s own roles: with another trust it could lock itself out. Change it in IAM.`;
  return account.isReached || account.isByOwner ? null : sayUnconnected(account);
}

/** Why nothing is given to this console's own roles, or its own user; null for anybody else. */
export const whyNotGive = (
  arn: string,
  account: Pick<Account, 'connection'>,
): string | null =>
  isOurs(arn, account)
    ? `${nameOfArn(arn)} is ${arn.includes(':role/') ? 'one of this console’s own roles' : 'this console’s own user'}: what it may do is changed in IAM alone.`
    : null;

/** Why a user or role that stands gets no policy from here; null where it can get one. */
export function whyNotWritePolicyOf(arn: string, account: Account): string | null {
  const name = nameOfArn(arn);
  if (isKeptByAws(arn))
    return `AWS itself keeps the policies of ${name}. Change it where it comes from: the service, or its permission set in IAM Identity Center.`;
  const own = whyNotGive(arn, account);
  return own ?? (account.isReached ? null : sayUnconnected(account));
}

/** Why the policy of a bucket or a key is not written from here; null where it can be. */
export function whyNotWriteResourceOf(
  resource: string,
  account: Account,
  isAwsManaged: boolean,
): string | null {
  if (isAwsManaged)
    return `AWS itself keeps the policy of ${nameOfArn(resource)}. Take a key of your own.`;
  return account.isReached || account.isByOwner ? null : sayUnconnected(account);
}
