import type { StoredAccount } from '@/lib/ports';
import { linesOf } from '../blank/trust-form';
import type { KnownWorld } from '../world/load-world';
import { empty, type Field, right, wrong } from './field';
import { resolveWho } from './who';
import { resolveWholeAccount } from './whole-account';

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
  const whole = resolveWholeAccount(text, world);
  if (whole) return whole;
  const who = resolveWho(text, world);
  if (who.state !== 'right') return who;
  const { kind, arn, name, account: home } = who.value;
  return kind === 'group'
    ? wrong(
        `${name} is a group, and a trust policy cannot name one. Name its members, or take the recipe for people.`,
      )
    : right({ kind, arn, name, account: home }, who.warning);
}
