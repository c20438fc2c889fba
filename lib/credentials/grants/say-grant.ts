import { sayDuration } from '@/lib/core/duration';
import type { GrantTerms, NamedGrant } from '@/lib/ports';
import { sayLimits } from '../session-limits';
import { limitsOf } from './narrow-limits';

/** `everybody`, `Mei` or `the group Platform`. */
export function sayTo({ to, toName }: Pick<NamedGrant, 'to' | 'toName'>): string {
  if (to.kind === 'everybody') return 'everybody';
  if (to.kind === 'person') return toName ?? 'somebody who left';
  return toName ? `the group ${toName}` : 'a group that was removed';
}

/** How the person came by a role. */
export const sayGiven = (grant: NamedGrant): string =>
  [`given to ${grant.to.kind === 'person' ? 'you' : sayTo(grant)}`, sayEnd(grant)]
    .filter(Boolean)
    .join(' ');

/** `for up to 4 h, read only, until 3 December 2026, 10:00 UTC`. */
export const sayTerms = (
  terms: Omit<GrantTerms, 'approverIds' | 'approverGroupId'>,
): string =>
  [
    terms.maxSeconds === null
      ? 'for as long as the role allows'
      : `for up to ${sayDuration(terms.maxSeconds)}`,
    sayLimits(limitsOf(terms)),
    sayRule(terms),
    STEP_UP_WORDS[terms.stepUp],
    sayEnd(terms),
  ]
    .filter(Boolean)
    .join(', ');

function sayRule({ rule, approvals }: Pick<GrantTerms, 'rule' | 'approvals'>): string {
  if (rule === 'none') return '';
  if (rule === 'break-glass') return 'behind a glass that is broken with a reason';
  return approvals === 1 ? 'after one approval' : `after ${approvals} approvals`;
}

const STEP_UP_WORDS = {
  never: '',
  'every-12-h': 'confirmed every 12 h',
  'each-time': 'confirmed each time',
};

const DAY = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'long',
  timeStyle: 'short',
  timeZone: 'UTC',
});

const sayEnd = ({ endsAt }: Pick<GrantTerms, 'endsAt'>): string =>
  endsAt === null ? '' : `until ${DAY.format(endsAt).replace(' at ', ', ')} UTC`;
