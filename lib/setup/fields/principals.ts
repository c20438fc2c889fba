import { parseArn } from '@/lib/core/arn';
import { ACCOUNT_ID_PATTERN } from '@/lib/core/patterns';
import type { StoredAccount } from '@/lib/ports';
import { linesOf } from '../blank/trust-form';
import type { KnownWorld } from '../world/load-world';
import { empty, type Field, right, wrong } from './field';
import { resolveWho } from './who';
import { sayForeign, strangerAccount } from './who-elsewhere';

/** A principal that a trust policy can name, found in the inventory as far as it is known. */
export type Trusted = {
  kind: 'user' | 'role' | 'account';
  arn: string;
  name: string;
  account: StoredAccount;
};

export const TRUSTS_EVERYBODY =
  'This trusts everybody at AWS, whoever they are. Name users, roles or accounts.';

/** Reads everybody whom a trust policy names. The first that cannot be is told, with the reason. */
export function resolvePrincipals(typed: string, world: KnownWorld): Field<Trusted[]> {
  const lines = linesOf(typed);
  if (lines.length === 0) return empty;
  const read = lines.map((line) => ({ line, field: resolveOne(line, world) }));
  for (const { line, field } of read)
    if (field.state === 'wrong') return wrong(sayOf(line, field.message, lines));
  const found = read.flatMap(({ field }) => (field.state === 'right' ? [field] : []));
  const warnings = new Set(found.flatMap(({ warning }) => warning ?? []));
  return right(
    found.map(({ value }) => value),
    [...warnings].join(' ') || null,
  );
}

/** Of several the message says which. */
const sayOf = (line: string, message: string, lines: string[]): string =>
  lines.length === 1 || message.includes(line) ? message : `${line}: ${message}`;

const DELETED = /^A(?:ROA|IDA)[A-Z0-9]{12,}$/;

function resolveOne(text: string, world: KnownWorld): Field<Trusted> {
  if (text === '*') return wrong(TRUSTS_EVERYBODY);
  if (DELETED.test(text))
    return wrong(
      'This is what AWS shows of a user or role that no longer exists. Take it out.',
    );
  const account = accountNamed(text, world);
  if (account) {
    const foreign = sayForeign(parseArn(text) ?? account, account);
    return foreign ? wrong(foreign) : right(everybodyIn(account), sayEverybody(account));
  }
  const who = resolveWho(text, world);
  if (who.state !== 'right') return who;
  const { kind, arn, name, account: home } = who.value;
  return kind === 'group'
    ? wrong(
        `${name} is a group, and a trust policy cannot name one. Name its members, or take the recipe for people.`,
      )
    : right({ kind, arn, name, account: home }, who.warning);
}

/** The account that a text names as a whole: by its id, or by its root. */
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

const everybodyIn = (account: StoredAccount): Trusted => ({
  kind: 'account',
  arn: `arn:${account.partition}:iam::${account.id}:root`,
  name: account.name,
  account,
});

const sayEverybody = ({ name }: StoredAccount): string =>
  `Trusts everybody in ${name} whose own policies allow it, now and later.`;
