import { parsePolicy } from '@/lib/iam/parse/parse-policy';
import type { AssumeParams, ContextValue, Principal } from '@/lib/iam/question';
import type { Check } from './exercise';
import type { View } from './view';

type Given = { params?: AssumeParams; context?: Record<string, ContextValue> };

export const WITH_MFA: Given = { context: { 'aws:MultiFactorAuthPresent': 'true' } };
export const WITHOUT_MFA: Given = { context: { 'aws:MultiFactorAuthPresent': 'false' } };

type Verdict = 'allow' | 'deny';

const taking =
  (verdict: Verdict) =>
  (says: string, from: string, roleArn: string, given?: Given): Check => ({
    says,
    holds: (view) => view.takes({ AWS: from }, roleArn, given).decision === verdict,
  });

export const canTake = taking('allow');
export const cannotTake = taking('deny');

/** Not with any external ID, tag, address or second factor. */
export const cannotTakeByAnyMeans = (
  says: string,
  from: Principal,
  roleArn: string,
): Check => ({
  says,
  holds: (view) => view.couldTake(from, roleArn).decision === 'deny',
});

/** No policy of its own lets it ask for one of these roles, whatever the roles say. */
export const hasNoGrant = (says: string, from: string, roleArns: string[]): Check => ({
  says,
  holds: (view) =>
    roleArns.every((roleArn) =>
      view
        .takes({ AWS: from }, roleArn)
        .layers.every(
          ({ layer, verdict }) => layer !== 'identity' || !/^allows/.test(verdict),
        ),
    ),
});

const doing =
  (verdict: Verdict) =>
  (
    says: string,
    from: string,
    action: string,
    resource: string,
    given?: Given,
  ): Check => ({
    says,
    holds: (view) => view.does(from, action, resource, given).decision === verdict,
  });

export const canDo = doing('allow');
export const cannotDo = doing('deny');

/** Whom a role's trust policy names to let in, `*` for everybody; none when it cannot be read. */
export const namedIn = (view: View, roleArn: string): string[] =>
  parsePolicy(view.role(roleArn)?.trust ?? '', 'trust')
    .statements.filter(({ effect }) => effect === 'Allow')
    .flatMap(({ principal }) => (principal?.isEveryone ? ['*'] : (principal?.aws ?? [])));
