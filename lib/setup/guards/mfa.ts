import { cleanTyped } from '@/lib/core/clean-typed';
import { requireMfa, requireRecentMfa } from '@/lib/iam/render/guards/guards';
import { joinGuards } from '@/lib/iam/render/guards/join-guards';
import { empty, right, wrong } from '../fields/field';
import type { Breach, GuardKind, GuardKnown } from './guard-kind';

const warningFor = ({ who }: GuardKnown): string | null =>
  who?.kind === 'role'
    ? `${who.name} is a role, and sessions of roles carry no MFA: AWS would refuse it. Leave MFA off for workloads.`
    : null;

const withoutMfa: Breach = {
  kind: 'call',
  id: 'assume-without-mfa',
  how: 'without MFA',
  ask: { withMfa: false },
};

export const mfa: GuardKind = {
  brings: 'MFA',
  label: 'MFA',
  read: (_, known) => right([], warningFor(known)),
  render: () => requireMfa(),
  adds: 'The trust policy asks for a session that was opened with a second factor (aws:MultiFactorAuthPresent).',
  limit:
    'Workloads, sessions of other roles and people who come through IAM Identity Center carry no such mark and stay out.',
  onUse: {
    adds: 'The bucket takes only calls of a session that was opened with a second factor (aws:MultiFactorAuthPresent).',
    limit:
      'Keys of a user carry no such mark until a session is opened with them (sts:GetSessionToken). Workloads and people who come through IAM Identity Center carry none and stay out.',
  },
  meets: () => ({ ask: { withMfa: true }, circumstances: {} }),
  breaches: () => [withoutMfa],
};

/** A session of GetSessionToken, which carries the mark, lasts 36 hours at most. */
const MAX_MINUTES = 2160;

/**
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html
 */
export const mfaAge: GuardKind = {
  brings: 'recent MFA',
  label: 'Recent MFA',
  read: (typed, known) => {
    const text = cleanTyped(typed);
    if (text === '') return empty;
    const minutes = /^\d{1,5}$/.test(text) ? Number(text) : 0;
    if (minutes < 1 || minutes > MAX_MINUTES)
      return wrong(
        `Give whole minutes, 1 to ${MAX_MINUTES.toLocaleString('en')}: a session with MFA lasts 36 hours at most.`,
      );
    return right([String(minutes)], warningFor(known));
  },
  render: ([minutes]) => {
    const joined = joinGuards([requireMfa(), requireRecentMfa(Number(minutes) * 60)]);
    return joined.ok ? joined.value : requireMfa(); // the two are on different keys
  },
  adds: 'The trust policy asks for a second factor that was given not longer ago than this (aws:MultiFactorAuthAge).',
  limit:
    'It counts when the role is taken: a session that is open already runs on. Who carries no MFA mark stays out.',
  onUse: {
    adds: 'The bucket takes only calls whose second factor was given not longer ago than this (aws:MultiFactorAuthAge).',
    limit:
      'It counts at every call, so work stops until the second factor is given again. Who carries no MFA mark stays out.',
  },
  meets: () => ({
    ask: { withMfa: true },
    circumstances: { 'aws:MultiFactorAuthAge': '0' },
  }),
  breaches: ([minutes]) => [
    withoutMfa,
    {
      kind: 'evaluated',
      id: 'assume-with-old-mfa',
      how: `with MFA of ${minutes} minutes ago`,
      circumstances: { 'aws:MultiFactorAuthAge': String(Number(minutes) * 60) },
      why: 'nobody here waits that long',
    },
  ],
};
