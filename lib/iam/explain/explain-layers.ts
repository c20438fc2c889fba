import type { LayerProof, LayerVerdict, StatementProof } from '../answer';
import type { Judgement } from '../evaluate/combine';
import type { Hit } from '../evaluate/judge-statement';
import type { Layer } from '../evaluate/layer';
import type { Request } from '../evaluate/request';
import { layerSentence } from './layer-sentence';
import { proveCondition } from './prove-condition';

/** What each kind of policy said, in the order a reader asks: the gate first. */
export function explainLayers(request: Request, judgement: Judgement): LayerProof[] {
  const { resource, identity, boundary, session, scp, rcp } = judgement.layers;
  return [resource, identity, boundary, session, scp, rcp].map((layer) =>
    explainLayer(layer, request, judgement),
  );
}

function explainLayer(layer: Layer, request: Request, judgement: Judgement): LayerProof {
  const verdict = isShut(layer, judgement) ? 'silent' : verdictOf(layer);
  const proofs = decidingHits(layer, verdict).map((hit) => proveStatement(hit, request));
  const nearMisses = layer.hits
    .filter(({ formula }) => formula === false)
    .map((hit) => proveStatement(hit, request));
  const proof = { layer: layer.name, verdict, statements: proofs, nearMisses };
  return { ...proof, sentence: layerSentence(proof, { layer, request, judgement }) };
}

/** Nothing allows where something has to; a denial that may come on top says less than that. */
function isShut(layer: Layer, { gates }: Judgement): boolean {
  if (layer.name === 'rcp' || layer.deny === true) return false;
  const gate = layer.name === 'trust' ? 'resource' : layer.name;
  return layer.isApplicable && layer.allow === false && gates[gate] === false;
}

/** What the hits of a layer, or of a part of it, come to. */
export function verdictOf(
  layer: Pick<Layer, 'isApplicable' | 'allow' | 'deny' | 'hits' | 'unread'>,
): LayerVerdict {
  if (!layer.isApplicable) return 'not-applicable';
  if (layer.deny === true) return 'denies';
  const hasOpenHit = layer.hits.some(({ formula }) => typeof formula !== 'boolean');
  if (layer.allow !== true && layer.unread.length > 0 && !hasOpenHit) return 'not-read';
  if (layer.deny !== false) return 'denies-if';
  if (layer.allow === true) return 'allows';
  return layer.allow === false ? 'silent' : 'allows-if';
}

function decidingHits({ hits }: Layer, verdict: LayerVerdict): Hit[] {
  const live = hits.filter(({ formula }) => formula !== false);
  const allows = live.filter(({ statement }) => statement.effect === 'Allow');
  const denies = live.filter(({ statement }) => statement.effect === 'Deny');
  switch (verdict) {
    case 'denies':
      return denies.filter(({ formula }) => formula === true);
    case 'denies-if':
      return [...denies, ...allows];
    case 'allows':
      return allows.filter(({ formula }) => formula === true);
    case 'allows-if':
      return allows;
    default:
      return [];
  }
}

/** One statement as it was judged, each condition with the values compared. */
export function proveStatement(hit: Hit, { lookup }: Request): StatementProof {
  const { ref, policy, statement, formula } = hit;
  return {
    policy: ref,
    statementIndex: statement.index,
    sid: statement.sid,
    effect: statement.effect,
    statement: statement.source,
    document: policy.document,
    verdict:
      formula === true ? 'applies' : formula === false ? 'does-not-apply' : 'applies-if',
    conditions: statement.conditions.map((condition) =>
      proveCondition(condition, lookup),
    ),
  };
}
