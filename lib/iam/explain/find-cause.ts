import type { LayerName } from '../answer';
import type { Judgement } from '../evaluate/combine';
import type { Layer } from '../evaluate/layer';
import { allowReason, denyReason } from '../evaluate/reason';
import type { Request } from '../evaluate/request';
import { atomsOf, type Formula } from '../formula/formula';
import { settle } from '../formula/settle';

/** Which layers an outcome rests on, and in what way. */
export type Cause = {
  kind: 'denies' | 'silent' | 'malformed' | 'grants' | 'open' | 'none';
  layers: LayerName[];
  /** Ids of the open atoms that the outcome hangs on. */
  atoms: Set<string>;
};

const causeOf = (
  kind: Cause['kind'],
  layers: LayerName[],
  atoms: Set<string> = new Set(),
): Cause => ({ kind, layers, atoms });

export const NO_CAUSE: Cause = causeOf('none', []);

/** Why one action is denied for sure. */
export function findDenyCause(judgement: Judgement): Cause {
  const reason = denyReason(judgement);
  const [, how, where] = /^(explicit|implicit)-deny-(.+)$/.exec(reason) ?? [];
  const layers = Object.values(judgement.layers);
  const named = layers.filter(({ name }) => name === where).map(({ name }) => name);
  if (how) return causeOf(how === 'explicit' ? 'denies' : 'silent', named);
  if (reason === 'malformed-policy')
    return causeOf('malformed', malformedGate(judgement));
  const open = layers.flatMap((layer) => atomsOfLayer(layer));
  return findOpenCause(judgement, new Set(open));
}

/** The first layer that does not allow for a document nobody can use. */
function malformedGate({ gates, layers }: Judgement): LayerName[] {
  const order = ['scp', 'resource', 'identity', 'boundary', 'session'] as const;
  const closed = order.find((key) => gates[key] === false);
  return closed ? [layers[closed].name] : [];
}

/** Which layers grant one action that is allowed for sure. */
export function findGrantCause(request: Request, judgement: Judgement): Cause {
  const { resource, identity } = judgement.layers;
  switch (allowReason(request, judgement, settle)) {
    case 'allow-resource':
      return causeOf('grants', [resource.name]);
    case 'allow-both':
      return causeOf('grants', [resource.name, identity.name]);
    default:
      return causeOf('grants', [identity.name]);
  }
}

/** The layers that the open atoms of an outcome stand in. */
export function findOpenCause({ layers }: Judgement, atoms: Set<string>): Cause {
  const open = Object.values(layers).filter((layer) =>
    atomsOfLayer(layer).some((id) => atoms.has(id)),
  );
  return causeOf(
    'open',
    open.map(({ name }) => name),
    atoms,
  );
}

const atomsOfLayer = ({ allow, deny }: Layer): string[] => [
  ...atomIdsOf(allow),
  ...atomIdsOf(deny),
];

export const atomIdsOf = (formula: Formula): string[] =>
  atomsOf(formula).map(({ id }) => id);
