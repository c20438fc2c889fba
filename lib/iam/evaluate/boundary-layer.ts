import type { PolicyRef } from '../answer';
import { rememberPolicy } from '../parse/remember-policy';
import { accountIdOf, roleOf, userOf } from './caller';
import { absentLayer, judgePolicies, type Layer, silentLayer, withUnread } from './layer';
import { documentFor, type Request } from './request';

/**
 * The permissions boundary of the calling user or role. It grants nothing; without one this
 * layer has no say.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
export function boundaryLayer(request: Request): Layer {
  const { boundaryArn: arn, caller } = request;
  if (!arn) return absentLayer('boundary');
  const found = documentFor(request, arn);
  if (!found) {
    return withUnread(silentLayer('boundary'), { kind: 'policy-document', arn }, true);
  }
  const ref: PolicyRef = {
    name: found.name,
    arn,
    kind: 'boundary',
    owner: (roleOf(caller) ?? userOf(caller))?.Arn ?? '',
    accountId: accountIdOf(caller),
  };
  const policy = rememberPolicy(found.document, 'boundary');
  return judgePolicies('boundary', [{ ref, policy }], request);
}
