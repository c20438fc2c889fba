const HOSTS = new Set([
  'cognito-identity.amazonaws.com',
  'cognito-identity-us-gov.amazonaws.com',
  'cognito-identity.us-gov-east-1.amazonaws.com',
  'accounts.google.com',
  'www.amazon.com',
  'graph.facebook.com',
]);

/**
 * Whether AWS knows an identity provider by itself: no account registers it, so it has no ARN,
 * and the audience of its tokens is the tenant's own application.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
 * @see https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/govcloud-cog.html
 */
export const isBuiltInProvider = (host: string): boolean => HOSTS.has(host);
