import { rememberPolicy } from '../parse/remember-policy';
import type { Question } from '../question';
import type { PolicyDocument } from '../world';

/** Whether a trust policy itself names somebody: what it trusts in passing is not meant for them. */
export const isNamed = (trust: PolicyDocument, asked: Question['principal']): boolean =>
  rememberPolicy(trust, 'trust').statements.some(
    ({ effect, principal }) =>
      effect === 'Allow' &&
      asked !== '*' &&
      !principal?.isNegated &&
      ('AWS' in asked
        ? principal?.aws.includes(asked.AWS)
        : 'Federated' in asked && principal?.federated.includes(asked.Federated)),
  );
