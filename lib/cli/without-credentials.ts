import type { Environment } from './console/config-home';

/** What would win over the credentials of a role, or mix with them. */
const CREDENTIALS = new Set([
  'AWS_PROFILE',
  'AWS_DEFAULT_PROFILE',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_SECURITY_TOKEN',
  'AWS_CREDENTIAL_EXPIRATION',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_ROLE_ARN',
]);
/** The same, and endpoints of one service or of all that would point at another account. */
const PREFIXES = ['AWS_CONTAINER_', 'AWS_ENDPOINT_URL'];

/** An environment in which AWS clients find no credentials yet. */
export function withoutCredentials(env: Environment): Environment {
  const kept = Object.entries(env).filter(
    ([name]) =>
      !CREDENTIALS.has(name) && !PREFIXES.some((prefix) => name.startsWith(prefix)),
  );
  return Object.fromEntries(kept);
}
