import { parseArn } from '@/lib/core/arn';
import { ACCOUNT_ID_PATTERN } from '@/lib/core/patterns';
import type { StoredAccount } from '@/lib/ports';
import type { KnownWorld } from '../world/load-world';
import { type Field, right, wrong } from './field';
import { sayForeign, strangerAccount } from './who-elsewhere';

/** Everybody in an account whose own policies allow it, as a trust policy names them. */
export type WholeAccount = {
  kind: 'account';
  arn: string;
  name: string;
  account: StoredAccount;
  /** Nobody is named one by one. */
  trustable: [];
};

/** The account that a text names as a whole, by its id or by its root; null for any other text. */
export function resolveWholeAccount(
  text: string,
  world: KnownWorld,
  say = sayEverybody,
): Field<WholeAccount> | null {
  const account = accountNamed(text, world);
  if (!account) return null;
  const foreign = sayForeign(parseArn(text) ?? account, account);
  return foreign ? wrong(foreign) : right(everybodyIn(account), say(account));
}

function accountNamed(text: string, world: KnownWorld): StoredAccount | null {
  const parts = ACCOUNT_ID_PATTERN.test(text)
    ? { ...EVERYBODY, accountId: text }
    : parseArn(text);
  if (
    parts?.service !== 'iam' ||
    parts.resource !== 'root' ||
    !ACCOUNT_ID_PATTERN.test(parts.accountId)
  )
    return null;
  return (
    world.accounts.find(({ id }) => id === parts.accountId) ??
    strangerAccount(world, parts)
  );
}

const EVERYBODY = { partition: 'aws', service: 'iam', region: '', resource: 'root' };

const everybodyIn = (account: StoredAccount): WholeAccount => ({
  kind: 'account',
  arn: `arn:${account.partition}:iam::${account.id}:root`,
  name: account.name,
  account,
  trustable: [],
});

/** The `root` of an ARN is not the root user: it hands the choice to the account. */
const sayEverybody = ({ name }: StoredAccount): string =>
  `Trusts everybody in ${name} whose own policies allow it, now and later. Whom they let is then for the administrators of ${name} to say; nothing is written there.`;
