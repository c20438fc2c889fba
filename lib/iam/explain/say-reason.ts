/** What each reason code means, for a reader who has never seen one. */
const SENTENCES: Record<string, string> = {
  'no-such-principal': 'The caller does not exist in its account.',
  'no-such-resource': 'The resource does not exist.',
  'root-user-cannot-assume-role':
    'A root user cannot take a role, whatever the policies say.',
  'credentials-cannot-assume-role': 'Credentials of this kind cannot take a role.',
  'oidc-provider-missing':
    "The identity provider is not registered in the role's account.",
  'oidc-audience-not-registered':
    "The token's audience is not registered with the identity provider.",
  'saml-provider-missing': "The SAML provider is not registered in the role's account.",
  'duration-out-of-range': 'A session lasts from 900 to 43,200 seconds.',
  'duration-exceeds-chaining':
    'A role taken from another role lasts 3,600 seconds at most, whatever its own maximum is.',
  'duration-exceeds-max': "The session would be longer than the role's maximum.",
  'malformed-policy':
    'The policy that would have to allow is malformed and grants nothing.',
  'explicit-deny-scp': 'A service control policy denies it.',
  'explicit-deny-rcp': 'A resource control policy denies it.',
  'explicit-deny-trust': "The role's trust policy denies it.",
  'explicit-deny-resource': "The resource's policy denies it.",
  'explicit-deny-identity': "One of the caller's own policies denies it.",
  'explicit-deny-boundary': "The caller's permissions boundary denies it.",
  'explicit-deny-session': 'The session policy denies it.',
  'implicit-deny-scp': 'The service control policies do not allow it at every level.',
  'implicit-deny-rcp': 'The resource control policies do not allow it.',
  'implicit-deny-trust': "The role's trust policy does not allow it.",
  'implicit-deny-resource': "The resource's policy does not allow it.",
  'implicit-deny-identity': "None of the caller's own policies allows it.",
  'implicit-deny-boundary': "The caller's permissions boundary does not allow it.",
  'implicit-deny-session': 'The session policy does not allow it.',
  'tag-session-denied-trust': 'The trust policy does not allow passing session tags.',
  'tag-session-denied-identity':
    "The caller's policies do not allow passing session tags.",
  'source-identity-denied-trust': 'The trust policy does not allow a source identity.',
  'source-identity-denied-identity':
    "The caller's policies do not allow a source identity.",
  conditional: 'It depends on the request.',
  'external-identity-unknown': "The caller's account was not read.",
  'unresolved-policy-document': 'A policy that decides was not read.',
  unsatisfiable:
    'The conditions of allow and deny exclude each other, so nobody gets through.',
  'allow-root': 'The root user may do it in its own account.',
  'allow-resource': "The resource's policy allows it, and nothing else has to.",
  'allow-both': "The resource's policy and the caller's own policies allow it.",
  'allow-identity': "The caller's own policies allow it.",
};

/** A reason code as one sentence. */
export const sayReason = (reason: string): string => SENTENCES[reason] ?? reason;
