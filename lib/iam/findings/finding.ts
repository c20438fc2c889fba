export type Severity = 'critical' | 'high' | 'medium' | 'low';

export type FindingCode = keyof typeof SEVERITIES;

/** Something in the collected policies that a person should look at. */
export type Finding = {
  code: FindingCode;
  severity: Severity;
  /** ARN of the role, bucket, key, user or group that it is about. */
  subject: string;
  /** One sentence: what is so, and what to do. */
  message: string;
};

const SEVERITIES = {
  'trust-public': 'critical',
  'trust-third-party-no-external-id': 'high',
  'external-id-bypass': 'high',
  'forallvalues-allow-bypass': 'high',
  'oidc-missing-sub': 'critical',
  'oidc-missing-aud': 'medium',
  'oidc-wide-sub': 'high',
  'saml-missing-aud': 'medium',
  'federated-provider-missing': 'medium',
  'action-principal-mismatch': 'medium',
  'literal-wildcard': 'medium',
  'trust-dangling-principal': 'low',
  'trust-missing-principal': 'medium',
  'invalid-principal-wildcard': 'medium',
  'variable-in-2008-version': 'medium',
  'mfa-bool-deny-ineffective': 'medium',
  'mfa-ifexists-bypass': 'medium',
  'bucket-public': 'critical',
  'notprincipal-allow': 'critical',
  'kms-public': 'critical',
  'kms-no-account-delegation': 'medium',
  'service-trust-no-source-guard': 'low',
  'admin-role-external-trust': 'high',
  'self-assume-not-trusted': 'low',
  'notaction-allow-sts': 'medium',
  'assume-any-role': 'medium',
} as const satisfies Record<string, Severity>;

export const finding = (
  code: FindingCode,
  subject: string,
  message: string,
): Finding => ({
  code,
  severity: SEVERITIES[code],
  subject,
  message,
});
