import type { Formula } from '../formula/formula';
import type { Combination, Judgement } from './combine';
import type { Request } from './request';
import type { Side } from './side';

type Layers = Judgement['layers'];
type LayerKey = keyof Layers;

const DENY_ORDER: LayerKey[] = [
  'scp',
  'rcp',
  'resource',
  'identity',
  'boundary',
  'session',
];
const GATE_ORDER: (keyof Judgement['gates'])[] = [
  'scp',
  'resource',
  'identity',
  'boundary',
  'session',
];

const nameOf = (layers: Layers, key: LayerKey): string =>
  key === 'resource' ? layers.resource.name : key;

/** The first layer that stops the request by saying nothing; null when none does alone. */
const firstClosedGate = ({ gates }: Judgement): (typeof GATE_ORDER)[number] | null =>
  GATE_ORDER.find((key) => gates[key] === false) ?? null;

/** The first layer whose deny is sure. */
const firstDeny = ({ layers }: Judgement): LayerKey | null =>
  DENY_ORDER.find((key) => layers[key].deny === true) ?? null;

/** Reason code of a request that no unknown can save. */
export function denyReason(judgement: Judgement): string {
  const { layers } = judgement;
  const gate = firstClosedGate(judgement);
  if (gate && layers[gate].malformed.length > 0) return 'malformed-policy';
  const deny = firstDeny(judgement);
  if (deny) return `explicit-deny-${nameOf(layers, deny)}`;
  return gate ? `implicit-deny-${nameOf(layers, gate)}` : 'unsatisfiable';
}

/** Reason code of a request that every unknown leaves allowed. */
export function allowReason(
  { caller }: Request,
  judgement: Side & Pick<Combination, 'resourceAlone'>,
  settle: (formula: Formula) => Formula,
): string {
  const { isSameAccount, needsResourceGrant, resourceAlone } = judgement;
  if (caller.kind === 'root' && isSameAccount) return 'allow-root';
  const isOutside = !('accountId' in caller);
  if (isOutside || settle(resourceAlone) === true) return 'allow-resource';
  return needsResourceGrant ? 'allow-both' : 'allow-identity';
}

/** `…-denied-trust` or `…-denied-identity`: whose permission an extra demand lacks. */
export function extraReason(
  extra: 'tag-session' | 'source-identity',
  judgement: Judgement,
): string {
  const deny = firstDeny(judgement);
  const blame = deny ?? firstClosedGate(judgement);
  const isTrust = blame === 'resource' || blame === 'rcp';
  return `${extra}-denied-${isTrust ? 'trust' : 'identity'}`;
}
