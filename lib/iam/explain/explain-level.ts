import type { LayerVerdict } from '../answer';
import type { Layer } from '../evaluate/layer';
import type { Request } from '../evaluate/request';
import { or } from '../formula/formula';
import type { LevelShelf } from '../gather/organization-shelves';
import { verdictOf } from './explain-layers';
import { explainPolicy, explainUnread } from './explain-policy';
import type { LevelNode, PolicyNode } from './explanation-node';
import type { Cause } from './find-cause';
import { nameLevel } from './layer-names';
import { sayList, startUpper } from './list-words';

type About = { layer: Layer; request: Request; cause: Cause };

/**
 * The levels of the organization that have a say, from the root down. Every level of service
 * control policies must allow; resource control policies only deny.
 */
export function explainLevels(
  about: About,
  kind: 'scp' | 'rcp',
  id: string,
): LevelNode[] {
  const { callerPolicies, rcp } = about.request;
  const levels = kind === 'scp' ? callerPolicies.scp : rcp;
  return (levels ?? []).map((level, at) =>
    explainLevel(level, about, kind, `${id}/level-${at + 1}`),
  );
}

function explainLevel(
  collected: LevelShelf,
  about: About,
  kind: 'scp' | 'rcp',
  id: string,
): LevelNode {
  const { level, policies, unread } = collected;
  const verdict = verdictOfLevel(collected, about.layer, kind);
  const isSilent = verdict === 'silent';
  const read = policies.map((policy, at) =>
    explainPolicy(policy, { ...about, isSilent }, `${id}/policy-${at + 1}`),
  );
  const notRead = unread.map(({ requirement }, at) =>
    explainUnread(requirement, about, `${id}/policy-${policies.length + at + 1}`),
  );
  const children = [...read, ...notRead];
  const hasSay = about.cause.layers.includes(about.layer.name);
  const isClosed = isSilent && kind === 'scp' && about.cause.kind === 'silent';
  return {
    id,
    kind: 'level',
    verdict,
    sentence: startUpper(`${nameLevel(level)} ${say(verdict, children, about, kind)}.`),
    isDeciding: hasSay && (isClosed || children.some(({ isDeciding }) => isDeciding)),
    detail: { targetId: level.targetId, type: level.type },
    children,
  };
}

/** What one level says by itself. A level without an allow is closed to service control. */
function verdictOfLevel(
  { level, unread }: LevelShelf,
  layer: Layer,
  kind: 'scp' | 'rcp',
): LayerVerdict {
  const hits = layer.hits.filter(({ ref }) => ref.owner === level.targetId);
  const ofEffect = (effect: 'Allow' | 'Deny') =>
    or(...hits.flatMap((hit) => (hit.statement.effect === effect ? [hit.formula] : [])));
  const [allow, deny] = [ofEffect('Allow'), ofEffect('Deny')];
  const isShut = kind === 'scp' && allow === false && unread.length === 0;
  if (isShut && deny !== true) return 'silent';
  return verdictOf({
    isApplicable: true,
    hits,
    allow: kind === 'rcp' && unread.length === 0 ? true : allow,
    deny,
    unread: unread.map(({ requirement }) => requirement),
  });
}

function say(
  verdict: LayerVerdict,
  policies: PolicyNode[],
  { request: { actionName } }: About,
  kind: 'scp' | 'rcp',
): string {
  switch (verdict) {
    case 'denies':
      return `denies ${actionName} by ${namesOf(policies, 'denies')}`;
    case 'denies-if':
      return `denies ${actionName} under conditions`;
    case 'allows':
      return kind === 'rcp'
        ? `does not deny ${actionName}`
        : `allows ${actionName} by ${namesOf(policies, 'allows')}`;
    case 'allows-if':
      return `allows ${actionName} under conditions`;
    case 'not-read':
      return 'has a policy that was not read';
    default:
      return policies.length === 0
        ? `has no policy attached, so nothing allows ${actionName}`
        : `does not allow ${actionName}: none of its policies does (${allNames(policies)})`;
  }
}

/** A malformed policy grants nothing, yet what it denies readably it denies. */
function namesOf(policies: PolicyNode[], verdict: 'allows' | 'denies'): string {
  const said = policies.filter((policy) => policy.verdict === verdict);
  const malformed = policies.filter((policy) => policy.verdict === 'malformed');
  const names = (said.length > 0 ? said : malformed).map(
    ({ detail }) => detail.policy?.name ?? 'a policy',
  );
  return sayList(names, 'and');
}

const allNames = (policies: PolicyNode[]): string =>
  policies.map(({ detail }) => detail.policy?.name ?? 'a policy').join(', ');
