import { parseArn } from '@/lib/core/ids';
import type { AccountFacts } from '../facts/account-facts';
import { isMember } from '../facts/org-facts';
import type { WorldFacts } from '../facts/world-facts';
import { matchAction } from '../match/match-action';
import type { ParsedPolicy, ParsedStatement } from '../parse/policy';
import type { RoleDetail } from '../world';
import type { Finding } from './finding';

/** One role with its trust policy, as the rules read it. */
export type TrustContext = {
  world: WorldFacts;
  account: AccountFacts;
  role: RoleDetail;
  policy: ParsedPolicy;
};

/** A rule about one Allow or Deny statement of a trust policy. */
export type TrustRule = (context: TrustContext, statement: ParsedStatement) => Finding[];

export const covers = ({ action }: ParsedStatement, name: string): boolean =>
  matchAction(action, name.toLowerCase());

/** The account an entry of `Principal.AWS` belongs to; null for ids and `*`. */
const accountOfEntry = (entry: string): string | null =>
  /^\d{12}$/.test(entry) ? entry : parseArn(entry)?.accountId || null;

/** Neither collected nor in the organization. */
const isThirdParty = ({ accounts, org }: WorldFacts, accountId: string): boolean =>
  !accounts.has(accountId) && !isMember(org, accountId);

/** Accounts of strangers that a statement lets in. */
export const thirdPartiesOf = (
  { world }: TrustContext,
  { principal }: ParsedStatement,
): string[] =>
  (principal?.aws ?? [])
    .map(accountOfEntry)
    .filter((accountId) => accountId !== null)
    .filter((accountId) => isThirdParty(world, accountId));
