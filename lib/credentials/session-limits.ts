import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import { NUMBER_RULES } from '@/lib/iam/validate/number-rules';
import { LIMIT_SERVICES, type LimitService } from './limit-services';

/** What a person takes away from a session before they take it. */
export type SessionLimits = {
  isReadOnly: boolean;
  /** Nothing but these; empty means any service. */
  services: readonly LimitService[];
  /** An address or a range; null means from anywhere. */
  fromIp: string | null;
};

export type SessionPolicy = { policy: string | null; policyArns: string[] };

/** STS counts the inline policy and the ARNs of managed ones together. */
const MAX_CHARACTERS = NUMBER_RULES.SessionPolicyLength.max;

/**
 * The session policy that leaves only what was chosen. Reading is AWS's own `ReadOnlyAccess`;
 * the rest are denials on top, so any of them together is the intersection.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session
 */
export function sessionPolicyOf(
  { isReadOnly, services, fromIp }: SessionLimits,
  partition: string,
): Result<SessionPolicy, AppError> {
  const denials = [...keepTo(services), ...keepFrom(fromIp)];
  const statements = isReadOnly ? denials : [ALLOW_ALL, ...denials];
  const policy =
    denials.length > 0
      ? JSON.stringify({ Version: '2012-10-17', Statement: statements })
      : null;
  const policyArns = isReadOnly
    ? [`arn:${partition}:iam::aws:policy/ReadOnlyAccess`]
    : [];
  const charactersTotal = [policy ?? '', ...policyArns].join('').length;
  return charactersTotal > MAX_CHARACTERS
    ? err(tooLong(charactersTotal))
    : ok({ policy, policyArns });
}

const ALLOW_ALL = { Effect: 'Allow', Action: '*', Resource: '*' };

const keepTo = (services: readonly LimitService[]) =>
  services.length === 0
    ? []
    : [
        {
          Sid: 'OnlyTheseServices',
          Effect: 'Deny',
          NotAction: services.map((service) => `${service}:*`),
          Resource: '*',
        },
      ];

/** A service that works for the session calls from an address of its own: those calls pass. */
const keepFrom = (fromIp: string | null) =>
  fromIp === null
    ? []
    : [
        {
          Sid: 'OnlyFromThisAddress',
          Effect: 'Deny',
          Action: '*',
          Resource: '*',
          Condition: {
            NotIpAddress: { 'aws:SourceIp': fromIp },
            Bool: { 'aws:ViaAWSService': 'false' },
          },
        },
      ];

function tooLong(charactersTotal: number): AppError {
  const message = `The session policy would have ${charactersTotal.toLocaleString('en-GB')} characters, and AWS takes ${MAX_CHARACTERS.toLocaleString('en-GB')}. Choose fewer services.`;
  return { kind: 'invalid_input', message, fields: { services: message } };
}

/** What was not said is not limited. */
export const wholeLimits = (limits: Partial<SessionLimits>): SessionLimits => ({
  isReadOnly: limits.isReadOnly ?? false,
  services: limits.services ?? [],
  fromIp: limits.fromIp ?? null,
});

/** `read only, S3 and KMS, from 203.0.113.7`; null when nothing was taken away. */
export function sayLimits({
  isReadOnly,
  services,
  fromIp,
}: SessionLimits): string | null {
  const names = services.map((service) => LIMIT_SERVICES[service]);
  const words = [
    ...(isReadOnly ? ['read only'] : []),
    ...(names.length > 0 ? [`only ${listOf(names)}`] : []),
    ...(fromIp === null ? [] : [`only from ${fromIp}`]),
  ];
  return words.length === 0 ? null : words.join(', ');
}

const listOf = (names: string[]): string =>
  [names.slice(0, -1).join(', '), names.at(-1)].filter(Boolean).join(' and ');
