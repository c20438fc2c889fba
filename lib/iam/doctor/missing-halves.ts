import type { Answer, LayerProof } from '../answer';
import { refusingLayer } from './refusing-layer';

/** The two halves of an access: the caller may ask, and the role, bucket or key lets it in. */
export type Half = 'identity' | 'trust' | 'resource';

/**
 * Every kind of policy that has to change before a denied request is let in, the one that
 * refuses first. Empty where the request fails before any counts.
 */
export function layersToMend(answer: Answer, isAcross: boolean): LayerProof[] {
  const refusing = refusingLayer(answer);
  if (!refusing) return [];
  const others = answer.layers.filter(
    (layer) => layer !== refusing && alsoRefuses(layer, isAcross),
  );
  return [refusing, ...others];
}

/**
 * Across accounts both halves have to allow; a denial has to go wherever it stands, and what only
 * limits, as a boundary does, has to let it through.
 */
function alsoRefuses(proof: LayerProof, isAcross: boolean): boolean {
  const { verdict } = proof;
  return verdict === 'denies' || (verdict === 'silent' && (isAcross || !isHalf(proof)));
}

/** A statement that would allow it, but for a condition that the request does not meet. */
export const nearestAllow = ({ nearMisses }: LayerProof) =>
  nearMisses?.find(({ effect }) => effect === 'Allow') ?? null;

const isHalf = ({ layer }: LayerProof): boolean => halfOf(layer) !== null;

const halfOf = (layer: LayerProof['layer']): Half | null =>
  layer === 'identity' || layer === 'trust' || layer === 'resource' ? layer : null;

/** What refuses and is no half that lacks a statement; null where nothing does. */
export const otherRefusal = ({ layers }: Answer): LayerProof | null =>
  layers.find(
    (proof) =>
      proof.verdict === 'denies' || (proof.verdict === 'silent' && !isHalf(proof)),
  ) ?? null;

/**
 * The halves of an access that only lack a statement. None where anything else refuses as
 * well: a denial, a boundary, a policy of the organisation, a condition that is not met.
 */
export function missingHalves(answer: Answer, isAcross: boolean): Half[] {
  return otherRefusal(answer) ? [] : halvesLacking(answer, isAcross);
}

/** The same, whatever else refuses as well; none where a half lacks more than a statement. */
export function halvesLacking(answer: Answer, isAcross: boolean): Half[] {
  const layers = layersToMend(answer, isAcross).filter(isHalf);
  const halves = layers.flatMap((proof) => halfLacking(proof) ?? []);
  return halves.length === layers.length ? halves : [];
}

function halfLacking(proof: LayerProof): Half | null {
  return proof.verdict !== 'silent' || nearestAllow(proof) ? null : halfOf(proof.layer);
}
