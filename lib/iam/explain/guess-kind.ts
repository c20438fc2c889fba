import type { PolicyKind } from '../parse/policy';
import { isObject, toList } from '../parse/values';

/**
 * The kind of policy a statement looks like: without a principal an identity policy, with one
 * a key policy where it is about KMS actions, else a trust policy or, with a resource, a
 * bucket policy. Boundaries, session policies and SCPs look like identity policies, RCPs like
 * bucket policies.
 */
export function guessKind(statement: unknown): PolicyKind {
  const source = isObject(statement) ? statement : {};
  if ((source['Principal'] ?? source['NotPrincipal']) === undefined) return 'identity';
  const actions = toList(source['Action'] ?? source['NotAction'] ?? []);
  const isAboutKeys = actions.some(
    (action) => typeof action === 'string' && /^kms:/i.test(action),
  );
  if (isAboutKeys) return 'key';
  const hasResource = (source['Resource'] ?? source['NotResource']) !== undefined;
  return hasResource ? 'bucket' : 'trust';
}
