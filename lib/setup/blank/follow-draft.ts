import { parseArn } from '@/lib/core/arn';
import { renderAssumePolicy } from '@/lib/iam/render/assume-policy';
import { policyText } from '@/lib/iam/render/policy-text';
import { GUARD_PLACES, type GuardName } from '../guards/guard-names';
import { ROLE_PATH } from '../recipes/role-request';
import type { DraftFields } from '../schema';
import { type AssumeTarget, followAssume } from './follow-assume';
import { readTrust } from './read-trust';
import { fieldsOf, formOf, linesOf, type TrustForm } from './trust-form';
import { guardOfTyped } from './typed-guard';
import { writeTrust } from './write-trust';

/** The name that a role written by hand gets when none is typed. */
export const BLANK_ROLE_NAME = 'x-crossing';

type Change = Partial<DraftFields>;

/**
 * A change to a draft written by hand, with everything that follows from it: the form from the
 * JSON, and the JSON from the form. What cannot be read changes nothing.
 */
export function followDraft(fields: DraftFields, change: Change): Change {
  if ((change.recipe ?? fields.recipe) !== 'blank') return change;
  const withTrust = { ...change, ...trustOf(fields, change) };
  return { ...withTrust, ...assumeOf(fields, withTrust) };
}

function trustOf(fields: DraftFields, change: Change): Change {
  if (change.trustJson !== undefined) {
    const read = readTrust(change.trustJson);
    return read.ok ? fieldsOf(read.value.form) : {};
  }
  const next = { ...fields, ...change };
  const isOfForm =
    change.recipe !== undefined || FORM_FIELDS.some((one) => one in change);
  const form = formOf(next);
  const trustJson = isOfForm ? writeTrust(fields.trustJson, form) : null;
  return trustJson === null ? {} : { trustJson, ...emergedFrom(trustJson, form) };
}

/** With what was written, a part that the form did not show may be a guard that it knows. */
function emergedFrom(trustJson: string, { principals, guards }: TrustForm): Change {
  const read = readTrust(trustJson);
  if (!read.ok) return {};
  const isMore = Object.keys(read.value.form.guards).some((name) => !(name in guards));
  return isMore
    ? fieldsOf({ principals, guards: { ...read.value.form.guards, ...guards } })
    : {};
}

const FORM_FIELDS: (keyof DraftFields)[] = [
  'principals',
  ...Object.values(GUARD_PLACES).flatMap(({ toggle, value }) =>
    value ? [toggle, value] : [toggle],
  ),
];

function assumeOf(fields: DraftFields, change: Change): Change {
  if (change.assumeJson !== undefined) return {};
  const next = { ...fields, ...change };
  const after = assumeTarget(next);
  if (change.recipe !== undefined && fields.assumeJson === '')
    return { assumeJson: policyText(renderAssumePolicy(after.roleArn, guardFor(after))) };
  return { assumeJson: followAssume(fields.assumeJson, assumeTarget(fields), after) };
}

const guardFor = ({ actions }: AssumeTarget) => ({ demands: [], actions });

function assumeTarget(fields: DraftFields): AssumeTarget {
  const { guards } = formOf(fields);
  const actions = Object.entries(guards).flatMap(
    ([name, typed]) =>
      // Object.entries forgets the names' type.
      guardOfTyped(name as GuardName, typed)?.actions ?? [],
  );
  return { roleArn: roleArnIn(fields), actions: [...new Set(actions)].sort() };
}

/** ARN of the role that the draft makes, as far as its fields tell. */
function roleArnIn({
  principals,
  trustingAccount,
  rolePath,
  roleName,
}: DraftFields): string {
  const [first = ''] = linesOf(principals);
  const partition = parseArn(first)?.partition ?? 'aws';
  const path = rolePath.trim() || ROLE_PATH;
  const name = roleName.trim() || BLANK_ROLE_NAME;
  return `arn:${partition}:iam::${trustingAccount.trim()}:role${path}${name}`;
}
