import type { AccountFacts } from '../../facts/account-facts';
import type { ParsedStatement } from '../../parse/policy';
import { letsEntry } from '../ask/callers';
import { isGuardedBy } from '../conditions';
import { demand } from '../edit/condition-block';
import { fixWith } from '../edit/outcome';
import { changeFor } from '../edit/principal-block';
import { isAssumeAllow, wholeAccountOf } from '../principals';
import { type Place, statementRule } from '../rule';

/** More names than this are no longer read, and no trust policy holds them. */
const NAMED_MAX = 15;

/** An account id or its root as principal: everybody there whose own policy allows it. */
export const trustWholeAccount = statementRule(
  'trust-whole-account',
  ['trust'],
  ({ principal }) => principal?.aws.some(wholeAccountOf) === true,
  (place, statement) => {
    const entries = isAssumeAllow(statement) ? wholeEntries(place, statement) : [];
    const [entry] = entries;
    const accountId = entry && wholeAccountOf(entry);
    if (!accountId) return null;
    const account = place.world.accounts.get(accountId);
    return {
      message: account
        ? sayCollected(place, account)
        : `Whoever account ${accountId} allows can take this role: name the users or roles that need it.`,
      about: accountId,
      fix: () => nameTakers(place, statement, entries),
    };
  },
);

const wholeEntries = (place: Place, statement: ParsedStatement): string[] => {
  const isNamed = isGuardedBy(statement, 'aws:PrincipalArn', 'aws:userid');
  const named = isNamed ? [] : (statement.principal?.aws ?? []).filter(wholeAccountOf);
  return named.filter((entry) => letsEntry(place, statement, entry));
};

function sayCollected(place: Place, account: AccountFacts): string {
  const total = account.usersByArn.size + account.rolesByArn.size;
  const count = place.survey.takersOf(account, place.subject).length;
  return `Everybody in account ${account.accountId} whose own policy allows it can take this role, today ${count} of ${total} users and roles: name those who need it.`;
}

function nameTakers(place: Place, statement: ParsedStatement, entries: string[]) {
  const accountIds = entries.map(wholeAccountOf);
  const accounts = accountIds.map((id) => place.world.accounts.get(id ?? ''));
  const takers = accounts.flatMap((account) =>
    account ? place.survey.takersOf(account, place.subject) : [],
  );
  const isKnown =
    accounts.every((account) => account !== undefined) &&
    takers.length > 0 &&
    takers.length <= NAMED_MAX;
  const partition = place.subject.split(':')[1];
  const placeholder = `arn:${partition}:iam::${accountIds[0]}:role/<name of the role>`;
  const document = changeFor(place, statement, { kind: 'AWS', entries }, (source) =>
    demand(source, 'ArnEquals', 'aws:PrincipalArn', isKnown ? takers : placeholder),
  );
  const note = isKnown
    ? 'Only those who can take the role today are left in: take out whoever does not need it.'
    : `Nobody of account ${accountIds[0]} gets in until you put in the ARNs of the users and roles that need the role.`;
  return fixWith(document, note);
}
