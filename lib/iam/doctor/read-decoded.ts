import type { Denial } from './denial';

const DECODED = /"explicitDeny": ?(true|false)/;
const PRINCIPAL = /"principal": ?\{[^{}]{0,600}"arn": ?"([^"]{1,2048})"/;
const ACTION = /"action": ?"([^"]{1,150})"/;
const RESOURCE = /"resource": ?"([^"]{1,2048})"/;

/**
 * What `aws sts decode-authorization-message` prints, as plain text: who, what and on what
 * stand in its context. Null for any other text.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_DecodeAuthorizationMessage.html
 */
export function readDecoded(
  text: string,
): Pick<Denial, 'caller' | 'action' | 'resource' | 'told'> | null {
  const [, isExplicit] = DECODED.exec(text) ?? [];
  // Before the context stand the statements, with actions and resources of their own.
  const at = text.indexOf('"context":');
  if (!isExplicit || at < 0) return null;
  const context = text.slice(at);
  return {
    caller: PRINCIPAL.exec(context)?.[1] ?? null,
    action: ACTION.exec(context)?.[1] ?? null,
    resource: RESOURCE.exec(context)?.[1] ?? null,
    told:
      isExplicit === 'true' ? { gate: null, effect: 'denies', policyArn: null } : null,
  };
}
