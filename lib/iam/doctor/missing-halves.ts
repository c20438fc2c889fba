import type { Answer, LayerProof } from '../answer';
import { refusingLayer } from './refusing-layer';

/** The two halves of taking a role: the caller may ask, and the role lets it in. */
export type Half = 'identity' | 'trust';

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

/** Across accounts both halves have to allow; a denial has to go wherever it stands. */
function alsoRefuses({ layer, verdict }: LayerProof, isAcross: boolean): boolean {
  if (verdict === 'denies') return true;
  const isSide = layer === 'identity' || layer === 'trust' || layer === 'resource';
  return verdict === 'silent' && isSide && isAcross;
}

/** A statement that would allow it, but for a condition that the request does not meet. */
export const nearestAllow = ({ nearMisses }: LayerProof) =>
  nearMisses?.find(({ effect }) => effect === 'Allow') ?? null;

const isHalf = ({ layer }: LayerProof): boolean =>
  layer === 'identity' || layer === 'trust';

/** What refuses and is no half that lacks a statement; null where nothing does. */
export const otherRefusal = ({ layers }: Answer): LayerProof | null =>
  layers.find(
    (proof) =>
      proof.verdict === 'denies' || (proof.verdict === 'silent' && !isHalf(proof)),
  ) ?? null;

/**
 * The halves of taking a role that only lack a statement. None where anything else refuses as
 * well: a denial, a boundary, a policy of the organisation, a condition that is not met.
 */
export function missingHalves(answer: Answer, isAcross: boolean): Half[] {
  if (otherRefusal(answer)) return [];
  const layers = layersToMend(answer, isAcross);
  const halves = layers.flatMap((proof) => halfLacking(proof) ?? []);
  return halves.length === layers.length ? halves : [];
}

function halfLacking(proof: LayerProof): Half | null {
  const { layer, verdict } = proof;
  if (verdict !== 'silent' || nearestAllow(proof)) return null;
  return layer === 'identity' || layer === 'trust' ? layer : null;
}
