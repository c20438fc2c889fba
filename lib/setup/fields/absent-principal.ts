import { nameOfArn, parseArn } from '@/lib/core/arn';
import { sayTime } from '@/lib/core/say-time';
import { isObject, type JsonObject, toStrings } from '@/lib/iam/parse/values';
import type { KnownWorld } from '../world/load-world';

type Known = Pick<KnownWorld, 'accounts' | 'readings'>;

/**
 * Why AWS would refuse a policy for one of its principals: a user or role that is not there in an
 * account that was read. Null where it is there, and where nobody can know.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_iam-policies.html
 */
export function sayAbsent(text: string, { accounts, readings }: Known): string | null {
  const parts = parseArn(text);
  if (parts?.service !== 'iam' || !/^(?:user|role)\//.test(parts.resource)) return null;
  const reading = readings.get(parts.accountId);
  if (!reading) return null;
  const { usersByArn, rolesByArn } = reading.facts;
  if (usersByArn.has(text) || rolesByArn.has(text)) return null;
  const home = accounts.find(({ id }) => id === parts.accountId)?.name ?? parts.accountId;
  return `${parts.resource.split('/')[0]} ${nameOfArn(text)} does not exist in ${home}, as it was read at ${sayTime(reading.takenAt)}. AWS refuses a policy that names it: “Invalid principal in policy”. Check the name, or read the account again.`;
}

/** Every user, role and account that a statement names, whether it lets them in or keeps them out. */
export function principalsNamed({ Principal, NotPrincipal }: JsonObject): string[] {
  return [Principal, NotPrincipal].flatMap((element) =>
    isObject(element) ? (toStrings(element['AWS']) ?? []) : [],
  );
}
