import type { LayerProof } from '../answer';
import type { Judgement } from '../evaluate/combine';
import type { Layer } from '../evaluate/layer';
import type { Request } from '../evaluate/request';
import { settle } from '../formula/settle';
import { collectPolicies } from './collect-policies';
import { describeCaller } from './describe-caller';
import { explainLayers } from './explain-layers';
import { explainLevels } from './explain-level';
import { explainPolicy, explainUnread } from './explain-policy';
import type {
  ExplainedDecision,
  LayerNode,
  LevelNode,
  PermissionNode,
  PolicyNode,
} from './explanation-node';
import type { Cause } from './find-cause';
import { startUpper } from './list-words';

/** One action that a request needs, judged by every kind of policy. */
export type Permission = {
  request: Request;
  judgement: Judgement;
  extra: PermissionNode['detail']['extra'];
};

/** One action, with every layer in the order a reader asks: the gate first. */
export function explainPermission(
  permission: Permission,
  cause: Cause,
  id: string,
): PermissionNode {
  const { request, judgement, extra } = permission;
  const verdict = verdictOfPermission(judgement);
  return {
    id,
    kind: 'permission',
    verdict,
    sentence: startUpper(`${say(permission, verdict)}.`),
    isDeciding: cause.kind !== 'none',
    detail: { action: request.actionName, extra },
    children: explainLayers(request, judgement).flatMap((proof) => {
      const layer = layerOf(judgement, proof);
      return layer ? [explainLayer(layer, proof, { request, cause, id })] : [];
    }),
  };
}

export function verdictOfPermission({ isAllowed }: Judgement): ExplainedDecision {
  const outcome = settle(isAllowed);
  if (typeof outcome !== 'boolean') return 'conditional';
  return outcome ? 'allow' : 'deny';
}

const layerOf = ({ layers }: Judgement, { layer }: LayerProof): Layer | undefined =>
  Object.values(layers).find(({ name }) => name === layer);

type About = { request: Request; cause: Cause; id: string };

function explainLayer(layer: Layer, proof: LayerProof, about: About): LayerNode {
  const id = `${about.id}/${layer.name}`;
  return {
    id,
    kind: 'layer',
    verdict: proof.verdict,
    sentence: proof.sentence,
    isDeciding: about.cause.layers.includes(layer.name),
    detail: { layer: layer.name },
    children: proof.verdict === 'not-applicable' ? [] : partsOf(layer, proof, about, id),
  };
}

function partsOf(
  layer: Layer,
  { verdict }: LayerProof,
  { request, cause: whole }: About,
  id: string,
): (LevelNode | PolicyNode)[] {
  // The statements of a layer that decided nothing decided nothing either.
  const cause: Cause = whole.layers.includes(layer.name)
    ? whole
    : { kind: 'none', layers: [], atoms: new Set() };
  const about = { layer, request, cause };
  if (layer.name === 'scp' || layer.name === 'rcp')
    return explainLevels(about, layer.name, id);
  const read = collectPolicies(request, layer.name);
  const isSilent = verdict === 'silent';
  return [
    ...read.map((policy, at) =>
      explainPolicy(policy, { ...about, isSilent }, `${id}/policy-${at + 1}`),
    ),
    ...layer.unread.map((requirement, at) =>
      explainUnread(requirement, about, `${id}/policy-${read.length + at + 1}`),
    ),
  ];
}

const WHY: Record<'tag-session' | 'source-identity', string> = {
  'tag-session': 'passing session tags needs it as well',
  'source-identity': 'a source identity needs it as well',
};

function say({ request, extra }: Permission, verdict: ExplainedDecision): string {
  const who = describeCaller(request);
  const may = {
    allow: `the policies let ${who} call ${request.actionName}`,
    deny: `the policies do not let ${who} call ${request.actionName}`,
    conditional: `the policies let ${who} call ${request.actionName} under conditions`,
  }[verdict];
  return extra ? `${may} (${WHY[extra]})` : may;
}
