import type { Answer, LayerName, LayerProof } from '@/lib/iam/answer';
import { sayNearMiss } from '@/lib/iam/explain/say-near-miss';

const NAMES: Record<LayerName, string> = {
  scp: 'SCP',
  rcp: 'RCP',
  boundary: 'boundary',
  identity: 'its own policy',
  trust: 'the trust policy',
  resource: 'the resource policy',
  session: 'the session policy',
};

const SILENCES: Record<LayerName, string> = {
  scp: 'no SCP allows it',
  rcp: 'no RCP allows it',
  boundary: 'its permissions boundary does not allow it',
  identity: 'its own policies do not allow it',
  trust: 'the trust policy does not name it',
  resource: 'the resource policy does not name it',
  session: 'the session policy does not allow it',
};

const REASONS: Record<string, string> = {
  'no-such-principal': 'nobody has this ARN now',
  'no-such-resource': 'the role does not exist',
  'oidc-provider-missing': 'the account has no such identity provider',
  'saml-provider-missing': 'the account has no such identity provider',
  'oidc-audience-not-registered': 'the identity provider does not take this audience',
  'credentials-cannot-assume-role': 'credentials of this kind cannot assume a role',
  'root-user-cannot-assume-role': 'the root user cannot assume a role',
  unsatisfiable: 'its conditions contradict each other',
  'duration-out-of-range': 'a session lasts from 15 minutes to 12 hours',
  'duration-exceeds-chaining': 'a role that takes a role gets one hour at most',
  'duration-exceeds-max': 'the session would be longer than the role allows',
  'malformed-policy': 'a policy that has to allow is malformed and grants nothing',
  'tag-session-denied-trust': 'the trust policy allows no session tags',
  'tag-session-denied-identity': 'its own policies allow no session tags',
  'source-identity-denied-trust': 'the trust policy allows no source identity',
  'source-identity-denied-identity': 'its own policies allow no source identity',
};

const LOUDEST_FIRST: LayerName[] = [
  'scp',
  'rcp',
  'trust',
  'resource',
  'identity',
  'boundary',
  'session',
];

/** Who says no, in a few words: `SCP deny-legacy-ci says no`. */
export function whyDenied(answer: Answer): string {
  const known = REASONS[answer.reason];
  if (known) return known;
  const layers = LOUDEST_FIRST.map((name) =>
    answer.layers.find(({ layer }) => layer === name),
  ).filter((layer) => layer !== undefined);
  const denying = layers.find(({ verdict }) => verdict === 'denies');
  if (denying) return sayDeny(denying);
  const silent = layers.find(
    ({ layer, verdict }) => verdict === 'silent' && answer.reason.endsWith(`-${layer}`),
  );
  const said = silent ?? layers.find(({ verdict }) => verdict === 'silent');
  return said ? saySilence(said) : 'its policies do not allow it together';
}

function sayDeny({ layer, statements }: LayerProof): string {
  const name = statements[0]?.policy.name;
  return layer === 'trust' || !name
    ? `${NAMES[layer]} says no`
    : `${NAMES[layer]} ${name} says no`;
}

/** A statement that covers the request but for a condition says more than silence. */
function saySilence({ layer, nearMisses = [] }: LayerProof): string {
  const near = nearMisses.find(({ effect }) => effect === 'Allow');
  return near ? `${NAMES[layer]} allows it ${sayNearMiss(near)}` : SILENCES[layer];
}
