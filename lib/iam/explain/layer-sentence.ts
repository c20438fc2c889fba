import type { LayerProof } from '../answer';
import type { Judgement } from '../evaluate/combine';
import type { Layer } from '../evaluate/layer';
import type { Request } from '../evaluate/request';

type Told = Omit<LayerProof, 'sentence'>;
type About = { layer: Layer; request: Request; judgement: Judgement };

/** One plain sentence about what a layer said. */
export function layerSentence(proof: Told, about: About): string {
  return `${proof.layer} ${proof.verdict} ${about.request.actionName}`;
}
