import { nameOfArn, parseArn } from '@/lib/core/arn';
import { lookUp } from '@/lib/core/look-up';
import { isMember } from '../facts/org-facts';
import type { WorldFacts } from '../facts/world-facts';
import { matchAction } from '../match/match-action';
import type { ParsedStatement } from '../parse/policy';

/** Whether a statement is about an action. */
export const covers = ({ action }: ParsedStatement, name: string): boolean =>
  matchAction(action, name.toLowerCase());

/** An Allow statement by which AWS principals or services take a role. */
export const isAssumeAllow = (statement: ParsedStatement): boolean =>
  statement.effect === 'Allow' && covers(statement, 'sts:AssumeRole');

/** Quick looks at an Allow statement: whom its principal names. */
export const allowsEveryone = ({ effect, principal }: ParsedStatement): boolean =>
  effect === 'Allow' && principal?.isEveryone === true;
export const allowsAws = ({ effect, principal }: ParsedStatement): boolean =>
  effect === 'Allow' && principal !== null && principal.aws.length > 0;
export const allowsProviders = ({ effect, principal }: ParsedStatement): boolean =>
  effect === 'Allow' && principal !== null && principal.federated.length > 0;

/** The account an entry of `Principal.AWS` belongs to; null for unique ids and `*`. */
export const accountOfEntry = (entry: string): string | null =>
  /^\d{12}$/.test(entry) ? entry : parseArn(entry)?.accountId || null;

const ROOT = /^arn:[a-z-]+:iam::(\d{12}):root$/;

/** The account when an entry names it as a whole, by its id or its root; null otherwise. */
export const wholeAccountOf = (entry: string): string | null =>
  /^\d{12}$/.test(entry) ? entry : (ROOT.exec(entry)?.[1] ?? null);

/** Entries that name accounts which are neither collected nor in the organization. */
export const outsiderEntries = (
  { accounts, org }: WorldFacts,
  { principal }: ParsedStatement,
): string[] =>
  (principal?.aws ?? []).filter((entry) => {
    const accountId = /[*?]/.test(entry) ? null : accountOfEntry(entry);
    return accountId !== null && !accounts.has(accountId) && !isMember(org, accountId);
  });

export const outsiderAccounts = (
  world: WorldFacts,
  statement: ParsedStatement,
): string[] => [
  ...new Set(
    outsiderEntries(world, statement)
      .map(accountOfEntry)
      .filter((accountId) => accountId !== null),
  ),
];

const KINDS: Record<string, string> = { s3: 'bucket', kms: 'key' };

/** `role Vendor`, `bucket data`: an ARN as a sentence names it. */
export function sayArn(arn: string): string {
  const parts = parseArn(arn);
  if (!parts) return arn;
  const kind = lookUp(KINDS, parts.service) ?? parts.resource.split('/')[0] ?? '';
  return `${kind} ${nameOfArn(parts.resource)}`;
}
