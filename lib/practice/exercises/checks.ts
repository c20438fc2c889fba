import type { AssumeParams, ContextValue, Principal } from '@/lib/iam/question';
import type { Check } from './exercise';
import type { View } from './view';

type Given = { params?: AssumeParams; context?: Record<string, ContextValue> };

export const WITH_MFA: Given = { context: { 'aws:MultiFactorAuthPresent': 'true' } };
export const WITHOUT_MFA: Given = { context: { 'aws:MultiFactorAuthPresent': 'false' } };

const aws = (arn: string): Principal => ({ AWS: arn });

export const canTake = (
  says: string,
  from: string,
  roleArn: string,
  given?: Given,
): Check => ({
  says,
  holds: (view) => view.takes(aws(from), roleArn, given).decision === 'allow',
});

export const cannotTake = (
  says: string,
  from: string,
  roleArn: string,
  given?: Given,
): Check => ({
  says,
  holds: (view) => view.takes(aws(from), roleArn, given).decision === 'deny',
});

/** Not with any external id, tag, address or second factor. */
export const cannotTakeByAnyMeans = (
  says: string,
  from: Principal,
  roleArn: string,
): Check => ({
  says,
  holds: (view) => view.couldTake(from, roleArn).decision === 'deny',
});

export const canDo = (
  says: string,
  from: string,
  action: string,
  resource: string,
  given?: Given,
): Check => ({
  says,
  holds: (view) => view.does(from, action, resource, given).decision === 'allow',
});

export const cannotDo = (
  says: string,
  from: string,
  action: string,
  resource: string,
  given?: Given,
): Check => ({
  says,
  holds: (view) => view.does(from, action, resource, given).decision === 'deny',
});

/** The `AWS` principals that a role's trust policy names; none when it cannot be read. */
export function namedIn(view: View, roleArn: string): string[] {
  const trust: unknown = JSON.parse(view.role(roleArn)?.trust ?? '{}');
  return listOf(memberOf(trust, 'Statement')).flatMap((statement) =>
    listOf(memberOf(memberOf(statement, 'Principal'), 'AWS')).map(String),
  );
}

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null
    ? new Map<string, unknown>(Object.entries(value)).get(name)
    : undefined;

const listOf = (value: unknown): unknown[] => {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
};
