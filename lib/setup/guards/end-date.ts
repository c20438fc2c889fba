import { cleanTyped } from '@/lib/core/clean-typed';
import { requireBefore } from '@/lib/iam/render/guards/guards';
import { empty, type Field, right, wrong } from '../fields/field';
import type { GuardKind } from './guard-kind';

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?Z$/;
const YEAR_MS = 366 * 86_400_000;

/** As AWS writes it: whole seconds in UTC. */
const sayMoment = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`;

function readEnd(typed: string, now: Date): Field<string[]> {
  const text = cleanTyped(typed);
  if (text === '') return empty;
  const date = MOMENT.test(text) ? new Date(text) : null;
  const isReal = date && !Number.isNaN(date.getTime());
  // A 30th of February is taken for a day of March.
  if (!isReal || !date.toISOString().startsWith(text.slice(0, 10)))
    return wrong('Give a date and a time, in UTC as 2026-12-31T23:00:00Z.');
  if (date <= now) return wrong('That moment is over, so nobody would get in.');
  return right(
    [sayMoment(date)],
    date.getTime() - now.getTime() > YEAR_MS
      ? 'The end date is more than a year ahead.'
      : null,
  );
}

/**
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-currenttime
 */
export const ends: GuardKind = {
  brings: null,
  label: 'End date',
  read: (typed, { now }) => readEnd(typed, now),
  render: ([endsAt = '']) => requireBefore(endsAt),
  adds: 'The trust policy lets nobody in from this moment on (aws:CurrentTime).',
  limit:
    'It does not stop sessions that were opened before. The page of the plan says what else this console does at the end.',
  onUse: {
    adds: 'The policies let nobody in from this moment on, in sessions that are open too (aws:CurrentTime).',
    limit:
      'What was copied before stays where it is. The page of the plan says what else this console does at the end.',
  },
  meets: (_, { now }) => ({
    ask: {},
    circumstances: { 'aws:CurrentTime': now.toISOString() },
  }),
  breaches: ([endsAt = '']) => [
    {
      kind: 'evaluated',
      id: 'assume-after-end',
      how: 'after the end date',
      circumstances: { 'aws:CurrentTime': endsAt },
      why: 'no call can be made in the future',
    },
  ],
};
