import type { Caller } from './authorize/caller';
import type { LiveWorld } from './world/live-world';
import type { AccountState, World } from './world/types';
import type { Worlds } from './world/worlds';
import { touch } from './world/worlds';

/** Where and when something is asked, whoever asks. */
export type Occasion = {
  worlds: Worlds;
  live: LiveWorld;
  world: World;
  service: string;
  operation: string;
  region: string;
  userAgent: string;
  /** The world's time, which tests can move. */
  nowMs: number;
};

/** One verified call on its way to its operation. */
export type Call = Occasion & {
  caller: Caller;
  /** The caller's account: where IAM looks. */
  account: AccountState;
  isPresigned: boolean;
};

/** An SDK input after the schema's required members were checked. */
export type Given<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Inputs are read by the operation's own schema, so each operation names its input type. */
export type Operations = Record<
  string,
  (call: Call, input: never) => object | Promise<object>
>;

export const worldTime = ({ nowMs }: Occasion): string => new Date(nowMs).toISOString();

/** Says that policies or principals of an account changed; the caller's when none is named. */
export const changed = (call: Call, account: AccountState = call.account): void =>
  touch(call.worlds, call.live, account.id);

/** Says that something changed that no verdict depends on. */
export const noted = ({ worlds, live }: Occasion): void => touch(worlds, live);
