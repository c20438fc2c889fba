import type { ContextValue } from '@/lib/iam/question';
import type { Guard } from '@/lib/iam/render/guards/guard';
import type { Field } from '../fields/field';
import type { KnownWorld } from '../world/load-world';
import type { GuardName } from './guard-names';

/** A guard of a request, checked. Plain data: a stored plan is proven again from it. */
export type ChosenGuard = { name: GuardName; values: string[] };

/** What is known while a guard is read. */
export type GuardKnown = {
  now: Date;
  world: KnownWorld;
  /** Who would ask; null while nobody was said. */
  who: {
    /** `sign-in`: whoever a provider or a service speaks for. */
    kind: 'user' | 'group' | 'role' | 'account' | 'sign-in';
    name: string;
    accountId: string;
    accountName: string;
  } | null;
};

/** What a caller brings along to become the role. */
export type Ask = {
  withMfa: boolean;
  externalId: string | null;
  sessionName: string | null;
  sourceIdentity: string | null;
  tags: Record<string, string>;
};

type Circumstances = Record<string, ContextValue>;

/** A request that a guard lets in: what it brings, and under which circumstances it is made. */
export type Meeting = { ask: Partial<Ask>; circumstances: Circumstances };

/** A request that a guard must refuse. */
export type Breach = { id: string; how: string } & (
  | { kind: 'call'; ask: Partial<Ask> }
  /** No call of ours can be made so: the engine alone is asked. */
  | { kind: 'evaluated'; circumstances: Circumstances; why: string }
);

/** Who is played in a proof, and what its calls are made of. */
export type Scene = {
  principalName: string;
  /** Name of the proof's sessions. */
  sessionName: string;
  /** Text that nobody has chosen. */
  noise: string;
  now: Date;
};

/** Everything about one guard. It knows nothing of recipes, pages or runs. */
export type GuardKind = {
  /** What a caller brings: `MFA`, `the external ID`; null where it brings nothing. */
  brings: string | null;
  /** Name in the form. */
  label: string;
  /** What was typed, checked; it is only asked where the guard is on. */
  read(typed: string, known: GuardKnown): Field<string[]>;
  render(values: string[]): Guard;
  /** The sentence that it adds. */
  adds: string;
  /** What it cannot do. */
  limit: string;
  /** The same where it stands on a bucket, for whoever uses that as itself; absent for none there. */
  onUse?: Pick<GuardKind, 'adds' | 'limit'>;
  meets(values: string[], scene: Scene): Meeting;
  breaches(values: string[], scene: Scene): Breach[];
  /** Where a call has to come from, which this console cannot choose; null for anywhere. */
  from?(values: string[]): string;
};
