import type { ConditionProof, LayerProof, LayerVerdict, StatementProof } from '../answer';
import { judgeCondition } from '../conditions/condition';
import type { Judgement } from '../evaluate/combine';
import type { Hit } from '../evaluate/judge-statement';
import type { Layer } from '../evaluate/layer';
import type { Request } from '../evaluate/request';
import type { Lookup } from '../parse/template';
import { layerSentence } from './layer-sentence';

/** What each kind of policy said, in the order a reader asks: the gate first. */
export function explainLayers(request: Request, judgement: Judgement): LayerProof[] {
  const { resource, identity, boundary, session, scp, rcp } = judgement.layers;
  return [resource, identity, boundary, session, scp, rcp].map((layer) =>
    explainLayer(layer, request, judgement),
  );
}

function explainLayer(layer: Layer, request: Request, judgement: Judgement): LayerProof {
  const verdict = verdictOf(layer);
  const proofs = decidingHits(layer, verdict).map((hit) => proveStatement(hit, request));
  const nearMisses = layer.hits
    .filter(({ formula }) => formula === false)
    .map((hit) => proveStatement(hit, request));
  const proof = { layer: layer.name, verdict, statements: proofs, nearMisses };
  return { ...proof, sentence: layerSentence(proof, { layer, request, judgement }) };
}

function verdictOf(layer: Layer): LayerVerdict {
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

function proveStatement(hit: Hit, { lookup }: Request): StatementProof {
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

function proveCondition(
  condition: Hit['statement']['conditions'][number],
  lookup: Lookup,
): ConditionProof {
  const verdict = judgeCondition(condition, lookup);
  const got = lookup(condition.key);
  return {
    operator: condition.operator.name,
    key: condition.key,
    wanted: condition.values.map(({ raw }) => raw),
    got: typeof got === 'string' ? null : [...got],
    verdict: verdict === true ? 'holds' : verdict === false ? 'fails' : 'unknown',
  };
}
