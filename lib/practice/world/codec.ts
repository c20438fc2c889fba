import { upgradedAccount } from './empty-account';
import { newWorldMembers } from './new-world-members';
import type { KeyState } from './session-types';
import type { AccountState, World } from './types';
import { upgradedOrg } from './upgraded-org';

/** The whole world in one text, as earlier versions saved it. */
const WHOLE = 1;
/** The world in parts: this text is its head. */
const HEAD = 2;

type Boxed = { $map: [string, unknown][] };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const isBoxed = (value: object): value is Boxed =>
  '$map' in value && Array.isArray(value.$map);

/** Maps as lists of pairs, so that any name is safe as a key; the rest is not copied. */
function boxed(value: unknown): unknown {
  if (!isObject(value)) return value;
  if (value instanceof Map)
    return { $map: Array.from(value, ([key, one]) => [key, boxed(one)]) };
  let copy: Record<string, unknown> | null = null;
  for (const [name, one] of Object.entries(value)) {
    const inside = boxed(one);
    if (inside === one) continue;
    // a list stays one: its copy has the same numbers as names
    copy ??= (Array.isArray(value) ? [...value] : { ...value }) as Record<
      string,
      unknown
    >;
    copy[name] = inside;
  }
  return copy ?? value;
}

/** The reverse, in place: what was just parsed belongs to nobody else. */
function unboxed(value: unknown): unknown {
  if (!isObject(value)) return value;
  if (isBoxed(value)) return new Map(value.$map.map(([key, one]) => [key, unboxed(one)]));
  for (const [name, one] of Object.entries(value)) {
    if (!isObject(one)) continue;
    const inside = unboxed(one);
    if (inside !== one) value[name] = inside;
  }
  return value;
}

const encode = (value: object): string => JSON.stringify(boxed(value));

/** What the world itself knows; its accounts, sessions and calls are saved apart. */
export type SavedHead = Omit<World, 'accounts' | 'keys'> & {
  accountIds: string[];
  /** Numbers of the texts that hold the keys of sessions. */
  sessionChunks: number[];
};

export const encodeHead = (
  { accounts, keys: _, ...rest }: World,
  sessionChunks: Iterable<number>,
): string =>
  encode({
    format: HEAD,
    head: {
      ...rest,
      accountIds: [...accounts.keys()],
      sessionChunks: [...sessionChunks],
    },
  });

/** The head of a world from its text, or the whole of one that an earlier version saved. */
export function decodeHead(
  text: string | null,
): { head: SavedHead } | { whole: World } | null {
  if (!text) return null;
  // what this program wrote has the types it had then
  const saved = unboxed(JSON.parse(text)) as {
    format?: number;
    world?: World;
    head?: SavedHead;
  };
  if (saved.format === HEAD && saved.head)
    return {
      head: { ...newWorldMembers(), ...saved.head, org: upgradedOrg(saved.head.org) },
    };
  if (saved.format !== WHOLE || !saved.world) return null;
  const accounts = [...saved.world.accounts].map(
    ([id, account]) => [id, upgradedAccount(account)] as const,
  );
  const { org } = saved.world;
  return {
    whole: {
      ...newWorldMembers(),
      ...saved.world,
      org: upgradedOrg(org),
      accounts: new Map(accounts),
    },
  };
}

/** An account with the long-term keys of its users. */
export const encodeAccount = (account: AccountState, keys: KeyState[]): string =>
  encode({ account, keys });

/** Null when the text is lost. */
export function decodeAccount(
  text: string | null,
): { account: AccountState; keys: KeyState[] } | null {
  if (!text) return null;
  // as above
  const saved = unboxed(JSON.parse(text)) as { account: AccountState; keys: KeyState[] };
  return { account: upgradedAccount(saved.account), keys: saved.keys };
}
