import type { Told, ToldGate } from './denial';

const GATES: Record<string, ToldGate> = {
  'identity-based policy': 'identity',
  'resource-based policy': 'resource',
  'role trust policy': 'trust',
  'permissions boundary': 'boundary',
  'session policy': 'session',
  // AWS's page has both spellings.
  'sessions policy': 'session',
  'service control policy': 'scp',
  'resource control policy': 'rcp',
  'vpc endpoint policy': 'vpc-endpoint',
};

const GATE = Object.keys(GATES).join('|');
const ARN = '(?:: (arn:aws[a-z-]{0,20}:[^\\s"\'<>]{1,600}))?';
const EXPLICIT = new RegExp(
  `with an explicit deny in (?:an?|the) (${GATE})(?: transitively through a (${GATE}))?${ARN}`,
  'gi',
);
const IMPLICIT = new RegExp(
  `because no (${GATE}) allows the [\\w-]{1,40}:[\\w*]{1,100} action${ARN}`,
  'gi',
);
const BLOCKED =
  /because public [\w ]{1,40} (?:is|are) prevented by the \w{1,40} setting/i;
const UNCLEAR =
  /because the resource does not exist in this Region, no resource-based policies allow access, or/i;
const UNTYPED = /with an explicit deny(?! in)/i;

/**
 * The kind of policy that AWS names behind `is not authorized to perform`. Null when it names
 * none, as across organizations, and when the text names two: then somebody else wrote one.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
export function readTold(sentence: string): Told | null {
  const [first, ...others] = [
    ...[...sentence.matchAll(EXPLICIT)].map(explicitOf),
    ...[...sentence.matchAll(IMPLICIT)].map(([, gate, arn]) =>
      toldOf('silent', gate, arn),
    ),
  ];
  if (first)
    return others.every(
      ({ gate, effect }) => gate === first.gate && effect === first.effect,
    )
      ? first
      : null;
  if (BLOCKED.test(sentence)) return only('public-access-block', 'denies');
  if (UNCLEAR.test(sentence)) return only('resource', 'unclear');
  return UNTYPED.test(sentence) ? only(null, 'denies') : null;
}

/** A policy "through" another stands behind it: the other is the one that denies. */
const explicitOf = ([, gate, through, arn]: RegExpExecArray): Told =>
  toldOf('denies', through ?? gate, arn);

const only = (gate: ToldGate | null, effect: Told['effect']): Told => ({
  gate,
  effect,
  policyArn: null,
});

function toldOf(effect: Told['effect'], gate = '', arn?: string): Told {
  return {
    gate: GATES[gate.toLowerCase()] ?? null,
    effect,
    policyArn: arn?.replace(/[.,;:)]+$/, '') ?? null,
  };
}
