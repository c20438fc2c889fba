import type { Principal } from './question';

const PROVIDER_ARN = /^arn:[^:]+:iam::\d{12}:(?:oidc|saml)-provider\//;
const SERVICE = /\.amazonaws\.com(?:\.cn|\.eu)?$/;

/** A principal as people type it: an ARN, a provider's ARN or host, the name of a service. */
export function principalOfText(text: string): Principal {
  if (PROVIDER_ARN.test(text)) return { Federated: text };
  if (text.startsWith('arn:')) return { AWS: text };
  const isService = SERVICE.test(text) && !text.startsWith('cognito-identity.');
  return isService ? { Service: text } : { Federated: text };
}
