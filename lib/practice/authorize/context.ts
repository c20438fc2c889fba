import type { ContextValue } from '@/lib/iam/question';
import type { Call, Occasion } from '../operation';

/** Keys about MFA and the session exist only for temporary credentials. */
function sessionContext(call: Call): Record<string, ContextValue> {
  const { key } = call.caller;
  const federation =
    call.caller.kind === 'role' ? call.caller.session.federation : undefined;
  if (key.token === null) return {};
  const isMfa = key.mfaAt !== null;
  return {
    'aws:MultiFactorAuthPresent': String(isMfa),
    ...(key.mfaAt !== null && {
      'aws:MultiFactorAuthAge': String(Math.floor((call.nowMs - key.mfaAt) / 1000)),
    }),
    'aws:TokenIssueTime': new Date(key.createdAt).toISOString(),
    ...(federation && {
      ...federation.keys,
      'aws:FederatedProvider': federation.provider,
    }),
  };
}

/** Condition keys of a request that do not depend on who sends it. */
export function occasionContext(at: Occasion): Record<string, ContextValue> {
  return {
    'aws:CurrentTime': new Date(at.nowMs).toISOString(),
    'aws:EpochTime': String(Math.floor(at.nowMs / 1000)),
    'aws:SourceIp': '127.0.0.1',
    'aws:SecureTransport': 'true',
    'aws:RequestedRegion': at.region,
    'aws:ViaAWSService': 'false',
    ...(at.userAgent && { 'aws:UserAgent': at.userAgent }),
  };
}

/**
 * Condition keys of the request itself. The endpoint speaks plain HTTP on the loopback
 * address and stands in for one that does not, so `aws:SecureTransport` is true.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function requestContext(call: Call): Record<string, ContextValue> {
  const s3 =
    call.service === 's3'
      ? {
          's3:authType': call.isPresigned ? 'REST-QUERY-STRING' : 'REST-HEADER',
          's3:signatureversion': 'AWS4-HMAC-SHA256',
          's3:TlsVersion': '1.3',
        }
      : {};
  return { ...occasionContext(call), ...sessionContext(call), ...s3 };
}
