import { keptByObject } from '@/lib/core/kept-by-object';
import { scopeOfKey } from '../../context/derived-keys';
import {
  accountIdOf,
  isMissing,
  isServiceLinkedRole,
  roleOf,
} from '../../evaluate/caller';
import type { CompiledPolicies, CompiledShelf } from '../../index/compiled-policies';
import type { Taker as Asks, Taking } from '../../index/judge-taking';
import { reachOf } from '../../index/role-range';
import type { ParsedStatement } from '../../parse/policy';
import { wholeAccountOf } from '../principals';

/** A user or role that may take roles, with its policies ready to be judged. */
export type Taker = {
  asks: Asks;
  compiled: CompiledPolicies;
  /** Equal for those who fare alike once each is granted a role; null for one of its kind. */
  likeness: string | null;
};

/** What of a caller counts once its own policies grant a role whatever the circumstances. */
export function likenessOf(
  { caller }: Asks,
  { identity, boundary, scp }: CompiledPolicies,
): string | null {
  const shelves = [...(boundary ? [boundary] : []), ...scp];
  const own = [...identity.denies, ...shelves.flatMap(statementsOf)];
  const isPlain =
    own.every(isOfAccounts) &&
    [identity, ...shelves].every(({ unread }) => unread.length === 0) &&
    !isMissing(caller) &&
    !isServiceLinkedRole(roleOf(caller));
  const bounds = boundary ? 'bound' : 'free';
  return isPlain
    ? [caller.kind, accountIdOf(caller), bounds, ...own.map(numberOf)].join(' ')
    : null;
}

const statementsOf = ({ allows, denies }: CompiledShelf): ParsedStatement[] => [
  ...allows,
  ...denies,
];

let lastNumber = 0;

/** A statement that many hold is one object, and has one number. */
const numberOf = keptByObject((_: ParsedStatement): number => {
  lastNumber += 1;
  return lastNumber;
});

/** Whether a caller's own policies grant the role whatever the circumstances. */
export const isSure = ({ compiled }: Taker, roleArn: string): boolean =>
  reachOf(compiled.identity.allowed, roleArn) === 'sure';

/**
 * Whether nothing on the role's side tells two callers of one account apart: neither whom its
 * policies name nor what they ask.
 */
export const seesOnlyAccounts = ({ compiled: { trust, rcp } }: Taking): boolean =>
  trust.every(isOfAccounts) &&
  rcp.every(
    (level) => level.unread.length === 0 && statementsOf(level).every(isOfAccounts),
  );

function isOfAccounts({ principal, resource, conditions }: ParsedStatement): boolean {
  const entries = principal?.aws ?? [];
  return (
    principal?.isNegated !== true &&
    entries.every((entry) => entry === '*' || wholeAccountOf(entry) !== null) &&
    (resource?.patterns ?? []).every(({ constant }) => constant !== null) &&
    conditions.every(
      ({ key, values }) =>
        scopeOfKey(key.toLowerCase()) !== 'caller' &&
        values.every(({ constant }) => constant !== null),
    )
  );
}
