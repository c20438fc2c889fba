import { isBuiltInProvider } from './built-in-provider';
import type { Principal } from './question';

const PROVIDER_ARN = /^arn:[^:]+:iam::\d{12}:(?:oidc|saml)-provider\//;
const SERVICE = /^[a-z0-9.-]+\.amazonaws\.(?:com|com\.cn|eu)$/;

/**
 * A principal as people type it: an ARN, the name of a service, or the host of an identity
 * provider that every account has; null for any other text.
 */
export function principalOfText(text: string): Principal | null {
  if (PROVIDER_ARN.test(text) || isBuiltInProvider(text)) return { Federated: text };
  if (text.startsWith('arn:')) return { AWS: text };
  return SERVICE.test(text) ? { Service: text } : null;
}
