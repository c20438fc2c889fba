import { cleanTyped } from '@/lib/core/clean-typed';
import type { DraftFields } from '../schema';
import { empty, type Field, type FieldNotes, right, wrong } from './field';

/**
 * What administrator access asks for beside everything else: the role's name typed, as before
 * something is deleted, and an end.
 */
export function resolveConfirmedName(
  typed: string,
  isAdministrator: boolean,
  roleName: string | null,
): Field<null> {
  if (!isAdministrator) return right(null);
  const text = cleanTyped(typed);
  if (text === '') return empty;
  return roleName === null || text === roleName
    ? right(null)
    : wrong(`Type the role’s name, ${roleName}, to say that it is meant.`);
}

/** Whatever the recipe: a role that makes an administrator does not stand for ever. */
export function demandEnd(
  { errors }: FieldNotes,
  { requireEnd }: DraftFields,
  isAdministrator: boolean | undefined,
): void {
  if (isAdministrator && !requireEnd)
    errors.requireEnd = 'Administrator access has an end: turn this on and give a date.';
}

/** Said at the policy that makes an administrator. */
export const sayAdministrator = (name: string): string =>
  `${name} makes administrators: whoever takes this role can do everything in the account, give itself more and take away what others set up. It needs an end date, its name typed, and is reviewed in 30 days.`;
