import { parseArn } from '@/lib/core/arn';
import { cleanTyped } from '@/lib/core/clean-typed';
import { saysSource } from '@/lib/iam/findings/rules/service-source';
import type { StoredAccount } from '@/lib/ports';
import type { DraftFields } from '../schema';
import { empty, type Field, right, wrong } from './field';

const SERVICE = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.amazonaws\.com(?:\.cn)?$/;

/** The name by which a trust policy knows a service. */
export function resolveService(typed: string): Field<string> {
  const text = cleanTyped(typed).toLowerCase();
  if (text === '') return empty;
  if (/[*?]/.test(text))
    return wrong('Name one service: AWS takes no pattern for a service.');
  if (!SERVICE.test(text))
    return wrong('Give the name of the service as a principal: lambda.amazonaws.com.');
  return right(text, NOTES[text] ?? null);
}

const NOTES: Record<string, string> = {
  'ec2.amazonaws.com':
    'An instance takes a role through an instance profile, and this plan makes none. Make one with the role in it, or take the recipe for a workload and a bucket.',
  'account-access.amazonaws.com':
    'Users of Identity Center need more than this: take the recipe “Account access manager”.',
};

type Guard = DraftFields['sourceGuard'];

/**
 * For whom the service may use the role. A service acts for many customers: without this one of
 * the others could make it use the role for resources of their own, the confused deputy.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export function resolveSourceGuard(guard: Guard, service: string | null): Field<Guard> {
  if (service === null) return right(guard);
  const isSaid = saysSource(service);
  if (guard === 'none')
    return right(
      guard,
      isSaid
        ? `${service} may use this role for another customer of AWS who learns its name. Demand your own account.`
        : null,
    );
  return right(
    guard,
    isSaid
      ? null
      : `${service} is not known to say for whom it acts. If it does not, nobody gets the role: try it, or take no guard.`,
  );
}

/** The one resource for which the service may use the role; null where any of the account's will do. */
export function resolveSourceArn(
  guard: Guard,
  typed: string,
  account: StoredAccount | null,
): Field<string | null> {
  if (guard !== 'arn') return right(null);
  const text = cleanTyped(typed);
  if (text === '') return empty;
  const parts = parseArn(text);
  if (!parts || parts.resource === '')
    return wrong(
      'Give the ARN of a resource: arn:aws:lambda:eu-west-1:<account>:function:x.',
    );
  if (/[*?]/.test(`${parts.partition}${parts.service}${parts.accountId}`))
    return wrong(
      'Write partition, service and account out: with a pattern there resources of strangers fit too.',
    );
  if (account && parts.partition !== account.partition)
    return wrong(
      `This resource is of partition ${parts.partition}; ${account.name} is in ${account.partition}.`,
    );
  const isForeign = account && parts.accountId !== '' && parts.accountId !== account.id;
  return isForeign
    ? wrong(
        `This resource is of account ${parts.accountId}. The service may act for ${account.name} alone, so give one of its resources.`,
      )
    : right(text);
}
