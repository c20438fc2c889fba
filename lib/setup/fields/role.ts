import { cleanTyped } from '@/lib/core/clean-typed';
import { DEFAULT_SESSION_SECONDS, sayDuration } from '@/lib/core/duration';
import type { BucketAccess } from '@/lib/iam/render/s3-permissions';
import { TEXT_RULES } from '@/lib/iam/validate/text-rules';
import { validateField } from '@/lib/iam/validate/validate-field';
import { PLAN_TAG } from '../plan/plan-steps';
import { ROLE_PATH } from '../recipes/role-request';
import type { KnownWorld } from '../world/load-world';
import { type Field, right, wrong } from './field';

const NAME_MAX = TEXT_RULES.RoleName.max;
const DESCRIPTION_MAX = TEXT_RULES.RoleDescription.max;

type ExistingRole = { name: string; isOurs: boolean };

/** The role's name; `existing` tells a role of the same name, for AWS ignores case. */
export function resolveRoleName(
  typed: string,
  suggested: string,
  path: string,
  existing: (name: string) => ExistingRole | null,
): Field<string> {
  const name = cleanTyped(typed) || suggested;
  if (name.includes('/')) return wrong('Give the name alone, without a path.');
  const verdict = validateField('RoleName', name);
  if (!verdict.valid) return wrong(verdict.message);
  const other = existing(name);
  if (other && !other.isOurs)
    return wrong(
      `The account has a role called ${other.name} already, and this console did not make it. Take another name.`,
    );
  const forSwitching = validateField('SwitchRoleName', `${path.slice(1)}${name}`);
  if (!forSwitching.valid) return right(name, forSwitching.message);
  return right(
    name,
    other ? `${other.name} exists already, made from here; the plan changes it.` : null,
  );
}

/** IAM keeps names apart by more than case: `Deploy` and `deploy` cannot both exist. */
export function existingRoleIn(
  world: KnownWorld,
  accountId: string | null,
  name: string,
  path = ROLE_PATH,
): ExistingRole | null {
  const reading = accountId === null ? undefined : world.readings.get(accountId);
  const role = reading?.collected.RoleDetailList.find(
    ({ RoleName }) => RoleName.toLowerCase() === name.toLowerCase(),
  );
  if (!role) return null;
  const isOurs = role.Tags?.some(({ Key }) => Key === PLAN_TAG) ?? false;
  return { name: role.RoleName, isOurs: isOurs && role.Path === path };
}

const ROLE_KINDS: Record<BucketAccess | 'custom', string> = {
  read: 'reader',
  write: 'writer',
  both: 'user',
  all: 'keeper',
  custom: 'access',
};

/** `x-app-logs-reader` */
export function suggestRoleName(
  bucket: string | null,
  access: BucketAccess | 'custom',
): string {
  const kind = ROLE_KINDS[access];
  const stem = (bucket ?? 'bucket').slice(0, NAME_MAX - kind.length - 3);
  return `x-${stem.replace(/[.-]+$/, '')}-${kind}`;
}

/** `x-ci-shop`: after the last part of whatever the caller is called. */
export function suggestCallerRole(prefix: string, title: string | null): string {
  const last = (title ?? '').split('/').at(-1) ?? '';
  const stem = last.replace(/[^\w+=,.@-]+/g, '-').replace(/^[-.]+|[-.]+$/g, '');
  return `${prefix}${stem || 'access'}`.slice(0, NAME_MAX - ROLE_PATH.length + 1);
}

export function resolveDescription(typed: string): Field<string> {
  const text = typed.trim();
  if (text.length > DESCRIPTION_MAX)
    return wrong(
      `A description has at most ${DESCRIPTION_MAX.toLocaleString('en')} characters; this has ${text.length.toLocaleString('en')}.`,
    );
  const refused = [...text].find(
    (character) => !validateField('RoleDescription', character).valid,
  );
  if (refused)
    return wrong(`AWS refuses “${refused}” in a description. Plain letters pass.`);
  return right(text);
}

export function resolveSessionSeconds(typed: string): Field<number> {
  const text = cleanTyped(typed);
  const typedSeconds = text === '' ? String(DEFAULT_SESSION_SECONDS) : text;
  const verdict = validateField('MaxSessionDuration', typedSeconds);
  if (!verdict.valid) return wrong(`${verdict.message} That is 1 to 12 hours.`);
  const seconds = Number(typedSeconds);
  return right(
    seconds,
    seconds > DEFAULT_SESSION_SECONDS
      ? `Another role that becomes this one still gets 1 h: AWS caps role chaining. Users get up to ${sayDuration(seconds)}.`
      : null,
  );
}

const DAY_MS = 86_400_000;

export const REVIEW_AFTER_DAYS = 90;

/** Access of another organisation is looked at sooner. */
export const REVIEW_OUTSIDE_AFTER_DAYS = 30;

/** Day of the next review, at the end of which it is due; so many days ahead when left empty. */
export function resolveReviewOn(
  typed: string,
  now: Date,
  afterDays: number,
): Field<Date> {
  const text = cleanTyped(typed);
  if (text === '') return right(startOfDay(now.getTime() + afterDays * DAY_MS));
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  const isReal = date && !Number.isNaN(date.getTime());
  if (!isReal || date.toISOString().slice(0, 10) !== text)
    return wrong('Give a date as 2026-11-24.');
  if (date <= startOfDay(now.getTime()))
    return wrong('The review is to be in the future.');
  const isLate = date.getTime() - now.getTime() > 366 * DAY_MS;
  return right(date, isLate ? 'That is more than a year without a review.' : null);
}

const startOfDay = (milliseconds: number): Date =>
  new Date(Math.floor(milliseconds / DAY_MS) * DAY_MS);
