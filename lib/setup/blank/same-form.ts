import { type GuardName, OWN_GUARDS } from '../guards/guard-names';
import type { TrustForm } from './trust-form';
import { guardOfTyped } from './typed-guard';

/** Guards of which one form demands what the other does not. */
export const guardsApart = (a: TrustForm, b: TrustForm): GuardName[] =>
  OWN_GUARDS.filter((name) => meaningOf(a, name) !== meaningOf(b, name));

/** Whether two forms say the same, however it is typed. */
export const sameForm = (a: TrustForm, b: TrustForm): boolean =>
  a.principals.join('\n') === b.principals.join('\n') && guardsApart(a, b).length === 0;

function meaningOf({ guards }: TrustForm, name: GuardName): string {
  const typed = guards[name];
  // Recent MFA asks for MFA by itself.
  if (typed === undefined || (name === 'mfa' && guards.mfaAge !== undefined)) return '';
  const guard = guardOfTyped(name, typed);
  return guard ? demandsText(guard) : `as typed: ${typed}`;
}

const demandsText = ({ demands }: NonNullable<ReturnType<typeof guardOfTyped>>) =>
  JSON.stringify(
    demands.map(({ operator, key, values }) => [operator, key, [...values].sort()]),
  );
