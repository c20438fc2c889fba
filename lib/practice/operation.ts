import type { Caller } from './authorize/caller';
import type { LiveWorld } from './world/live-world';
import { saveAccount, saveHead, saveNewKeys } from './world/save-parts';
import type { AccountState, World } from './world/types';
import type { Worlds } from './world/worlds';
import { touch } from './world/worlds';

/** What a call asked permission on: resources, for the log, and their accounts. */
export type Trace = { resources: Set<string>; accounts: Set<string> };

export const newTrace = (): Trace => ({ resources: new Set(), accounts: new Set() });

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
  trace: Trace;
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
export function changed(call: Call, account: AccountState = call.account): void {
  touch(call.worlds, call.live, account.id);
  noted(call);
}

/**
 * Says that something changed that no verdict depends on: in the caller's account, or in one
 * that owns what permission was asked on.
 */
export function noted({ worlds, live, account, service, trace }: Call): void {
  for (const accountId of new Set([account.id, ...trace.accounts]))
    saveAccount(worlds, live, accountId);
  if (service === 'organizations') touch(worlds, live);
  saveNewKeys(worlds, live);
  saveHead(worlds, live, { isUrgent: false });
}

/** Says that a role was used: that is saved with the next change of its account. */
export function used({ worlds, live }: Occasion, accountId: string): void {
  live.used.add(accountId);
  saveNewKeys(worlds, live);
}
