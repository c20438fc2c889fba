import { judgeCondition, type ParsedCondition } from '../conditions/condition';
import { judgeStatement } from '../evaluate/judge-statement';
import type { Formula } from '../formula/formula';
import { settle } from '../formula/settle';
import type { ParsedStatement } from '../parse/policy';
import type { KeyState } from '../parse/template';

/** What a request of some callers surely says; of every other key nobody knows. */
type Known = Record<string, KeyState>;

const OF_NO_ACCOUNT: Known = {
  'aws:principalarn': 'absent',
  'aws:principalaccount': 'absent',
  'aws:principalorgid': 'absent',
  'aws:principalorgpaths': 'absent',
  'aws:username': 'absent',
};
const NOT_A_SERVICE: Known = {
  'aws:principalisawsservice': ['false'],
  'aws:principalservicename': 'absent',
  'aws:principalservicenameslist': 'absent',
};

/**
 * Callers that a policy of an organization meets, by what is sure of their requests.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const CALLERS = {
  /** A user, a role or root of an account of the organization. */
  member: NOT_A_SERVICE,
  /** The same of any account: its organization, if it has one, nobody knows. */
  stranger: NOT_A_SERVICE,
  /** The session of a role that a program uses: nobody gave it a second factor. */
  workload: {
    ...NOT_A_SERVICE,
    'aws:multifactorauthpresent': ['false'],
    'aws:multifactorauthage': 'absent',
    'aws:principaltype': ['AssumedRole'],
    'aws:username': 'absent',
  },
  service: { ...OF_NO_ACCOUNT, 'aws:principalisawsservice': ['true'] },
  /** Whoever signs in by OpenID Connect or SAML. */
  federated: { ...OF_NO_ACCOUNT, ...NOT_A_SERVICE },
} as const satisfies Record<string, Known>;

type CallerKind = keyof typeof CALLERS;

/**
 * When the conditions of a statement hold for callers of a kind: true for always, false for
 * never.
 *
 * @param orgId the organization that members belong to; null when the policy names none
 */
export function holdsFor(
  kind: CallerKind,
  { conditions }: ParsedStatement,
  orgId: string | null,
): Formula {
  const isMember = kind === 'member' || kind === 'workload';
  const known: Known = {
    ...CALLERS[kind],
    ...(isMember && orgId !== null && { 'aws:principalorgid': [orgId] }),
  };
  const request = {
    covers: () => true,
    judge: (condition: ParsedCondition) =>
      isOfServiceLinkedOnly(condition)
        ? false
        : judgeCondition(condition, (key) => known[key.toLowerCase()] ?? 'unknown'),
  };
  return settle(
    judgeStatement({ resource: null, conditions }, 'control', request) ?? false,
  );
}

/** Roles that services own are under no policy of the organization. */
const isOfServiceLinkedOnly = ({ key, operator, values }: ParsedCondition): boolean =>
  key.toLowerCase() === 'aws:principalarn' &&
  operator.compare !== null &&
  !operator.isNegated &&
  !operator.isIfExists &&
  values.length > 0 &&
  values.every(({ raw }) => raw.includes(':role/aws-service-role/'));
