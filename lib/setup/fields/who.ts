import { nameOfArn, parseArn } from '@/lib/core/arn';
import { cleanTyped } from '@/lib/core/clean-typed';
import { PrincipalArn } from '@/lib/core/ids';
import { ACCOUNT_ID_PATTERN } from '@/lib/core/patterns';
import { sayTime } from '@/lib/core/say-time';
import type { StoredAccount } from '@/lib/ports';
import { sayByOwner } from '../say/by-owner';
import type { AccountReadingFacts, KnownWorld } from '../world/load-world';
import { empty, type Field, right, wrong } from './field';
import { ownerOfPath } from './owner-of-path';
import { principalElsewhere, sayForeign, strangerAccount } from './who-elsewhere';
import { resolveWholeAccount, type WholeAccount } from './whole-account';

/** Who shall cross, found in the inventory. */
export type Who = {
  kind: 'user' | 'group' | 'role';
  arn: string;
  name: string;
  account: StoredAccount;
  /** ARNs that a trust policy can name: the principal itself, or the members of the group. */
  trustable: string[];
};

const PICK = 'Pick a user, group or role from the list, or paste its whole ARN.';

/** Somebody, or everybody whom an account lets. */
export type WhoOrAccount = Who | WholeAccount;

/** Finds who was typed, or the account that was typed alone. */
export function resolveWhoOrAccount(
  typed: string,
  world: KnownWorld,
): Field<WhoOrAccount> {
  return resolveWholeAccount(cleanTyped(typed), world) ?? resolveWho(typed, world);
}

/** Finds who was typed. Every refusal says what to do instead. */
export function resolveWho(typed: string, world: KnownWorld): Field<Who> {
  const text = cleanTyped(typed);
  if (text === '') return empty;
  const misread = misreadWho(text);
  if (misread) return wrong(misread);
  const parts = parseArn(text);
  if (!parts) return wrong(PICK);
  const known = world.accounts.find(({ id }) => id === parts.accountId);
  const account = known ?? strangerAccount(world, parts);
  const foreign = sayForeign(parts, account);
  if (foreign) return wrong(foreign);
  const reading = world.readings.get(account.id);
  if (!reading)
    return account.connection ? wrong(notRead(account)) : findUnread(text, account);
  const found = findPrincipal(text, account, reading);
  return account.connection || found.state !== 'right'
    ? found
    : right(found.value, sayByOwner(account.name, reading.takenAt));
}

/** Nothing of the account is known: the ARN is taken at its word, and its owner checks it. */
function findUnread(arn: string, account: StoredAccount): Field<Who> {
  const parts = parseArn(arn);
  const found = parts && principalElsewhere(arn, parts);
  if (!found || typeof found === 'string') return wrong(found ?? PICK);
  return right(
    { ...found, arn, account, trustable: [arn] },
    sayByOwner(account.name, null),
  );
}

/** What the text is instead of a principal's ARN; null when it is one. */
function misreadWho(text: string): string | null {
  if (/^\d+$/.test(text)) return misreadDigits(text);
  const parts = parseArn(text);
  if (!parts) return PICK;
  if (!ACCOUNT_ID_PATTERN.test(parts.accountId))
    return `The account in this ARN, “${parts.accountId}”, does not have 12 digits.`;
  if (text.includes('*'))
    return 'A trust policy cannot name principals by a pattern: AWS takes no * inside a name, and * alone would be everybody. Pick one, a group, or the whole account.';
  const other = OTHER_KINDS.find(([pattern]) => pattern.test(parts.resource));
  if (other) return other[1];
  return PrincipalArn.safeParse(text).success ? null : PICK;
}

const misreadDigits = (text: string): string =>
  ACCOUNT_ID_PATTERN.test(text)
    ? `${text} is an account. ${PICK} Here an account alone is not enough.`
    : `An AWS account ID has 12 digits; this has ${text.length}. ${PICK}`;

const OTHER_KINDS: [RegExp, string][] = [
  [/^assumed-role\//, 'This is a session. Pick the role behind it.'],
  [/^root$/, `This is the whole account. ${PICK}`],
  [
    /^(oidc|saml)-provider\//,
    'Sign-in providers have recipes of their own. Pick a user, group or role here.',
  ],
];

const notRead = ({ name }: StoredAccount): string =>
  `${name} has not been read yet, so nobody in it can be found. Read it in Settings, Accounts.`;

function findPrincipal(
  arn: string,
  account: StoredAccount,
  { facts, takenAt }: AccountReadingFacts,
): Field<Who> {
  const name = nameOfArn(arn);
  const who = { arn, name, account };
  if (facts.usersByArn.has(arn)) return right({ ...who, kind: 'user', trustable: [arn] });
  const group = facts.groupsByName.get(name);
  if (group?.Arn === arn) return findMembers(who, facts.usersByArn);
  const role = facts.rolesByArn.get(arn);
  if (!role)
    return wrong(
      `${arn} does not exist in ${account.name}, as it was read at ${sayTime(takenAt)}. Check the name, or read the account again.`,
    );
  const owner = ownerOfPath(role.Path);
  return owner
    ? wrong(`${name} ${owner}`)
    : right({ ...who, kind: 'role', trustable: [arn] });
}

function findMembers(
  who: Pick<Who, 'arn' | 'name' | 'account'>,
  users: Map<string, { Arn: string; GroupList?: string[] }>,
): Field<Who> {
  const members = [...users.values()].filter((user) =>
    user.GroupList?.includes(who.name),
  );
  const trustable = members.map(({ Arn }) => Arn).sort();
  if (trustable.length === 0)
    return wrong(
      `${who.name} has no members, so nobody would cross. Add somebody first.`,
    );
  return right({ ...who, kind: 'group', trustable });
}
