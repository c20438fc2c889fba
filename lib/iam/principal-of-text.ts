import type { Principal } from './question';

const PROVIDER_ARN = /^arn:[^:]+:iam::\d{12}:(?:oidc|saml)-provider\//;
const SERVICE = /^[a-z0-9.-]+\.amazonaws\.(?:com|com\.cn|eu)$/;
/** Identity providers that every account has: nobody registers them, so they have no ARN. */
const BUILT_IN =
  /^(?:cognito-identity[a-z-]*\.amazonaws\.com|accounts\.google\.com|www\.amazon\.com|graph\.facebook\.com)$/;

/**
 * A principal as people type it: an ARN, the name of a service, or the host of an identity
 * provider that every account has; null for any other text.
 */
export function principalOfText(text: string): Principal | null {
  if (PROVIDER_ARN.test(text) || BUILT_IN.test(text)) return { Federated: text };
  if (text.startsWith('arn:')) return { AWS: text };
  return SERVICE.test(text) ? { Service: text } : null;
}
