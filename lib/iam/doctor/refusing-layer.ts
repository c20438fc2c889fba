import type { Answer, LayerName, LayerProof } from '../answer';

const BY_REASON = /^(?:explicit|implicit)-deny-(\w+)$|-denied-(trust|identity)$/;

/** The kind of policy that refuses for sure; null when the request fails before any counts. */
export function refusingLayer({ decision, reason, layers }: Answer): LayerProof | null {
  if (decision !== 'deny') return null;
  const [, named, extra] = BY_REASON.exec(reason) ?? [];
  const found = layerNamed(layers, named ?? extra);
  if (found || reason !== 'malformed-policy') return found;
  return layers.find(({ verdict }) => verdict === 'silent') ?? null;
}

export const layerNamed = (layers: LayerProof[], name = ''): LayerProof | null =>
  layers.find(({ layer }) => layer === name) ?? null;

const WORDS: Record<LayerName, string> = {
  identity: 'the caller’s own side',
  trust: 'the trust policy',
  resource: 'the resource policy',
  boundary: 'the permissions boundary',
  session: 'the session policy',
  scp: 'a service control policy',
  rcp: 'a resource control policy',
};

export const nameGate = (name: LayerName): string => WORDS[name];
