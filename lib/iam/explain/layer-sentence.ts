import type { LayerProof } from '../answer';
import { roleOf, userOf } from '../evaluate/caller';
import type { Judgement } from '../evaluate/combine';
import type { Layer } from '../evaluate/layer';
import type { Request } from '../evaluate/request';
import type { Formula } from '../formula/formula';
import { toExpression } from '../formula/to-expression';
import type { ReferredPolicy } from '../gather/shelf';
import { matchAction } from '../match/match-action';
import { hasEffect } from '../parse/policy';
import {
  nameCaller,
  nameLayer,
  nameLevel,
  namePolicy,
  nameStatement,
} from './layer-names';
import { startUpper } from './list-words';
import { sayExpression } from './say-conditions';
import { sayNearMiss } from './say-near-miss';
import { saySpoilt } from './say-spoilt';

type Told = Omit<LayerProof, 'sentence'>;
type About = { layer: Layer; request: Request; judgement: Judgement };

/** One plain sentence about what a kind of policy said. */
export function layerSentence(proof: Told, about: About): string {
  return startUpper(`${say(proof, about)}.`);
}

function say(proof: Told, about: About): string {
  const { layer, request } = about;
  switch (proof.verdict) {
    case 'denies':
      return `${nameStatement(proof.statements[0])} denies ${request.actionName}`;
    case 'denies-if':
      return `${nameLayer(about)} denies ${request.actionName}${sayIf(layer.deny)}`;
    case 'allows':
      return sayAllow(proof, about);
    case 'allows-if':
      return `${sayAllow(proof, about)};${sayIf(layer.allow).replace(' if', ' only if')}`;
    case 'silent':
      return saySilence(proof, about);
    case 'not-read':
      return sayUnread(about);
    default:
      return sayAbsence(about);
  }
}

function sayIf(formula: Formula): string {
  const expression = toExpression(formula);
  return expression ? ` if ${sayExpression(expression)}` : '';
}

function sayAllow({ statements: [first] }: Told, about: About): string {
  const { layer, request } = about;
  switch (layer.name) {
    case 'scp':
      return `the service control policies allow ${request.actionName} at every level`;
    case 'rcp':
      return 'the resource control policies do not object';
    case 'identity':
      return `${nameStatement(first)} allows ${request.actionName}`;
    case 'trust':
    case 'resource':
      return sayGrant(about);
    default:
      return `${nameLayer(about)} lets ${request.actionName} through`;
  }
}

/** Whom the resource's policy names, and who else has to agree. */
function sayGrant(about: About): string {
  const { layer, request, judgement } = about;
  const { caller } = request;
  const accountId = 'accountId' in caller ? caller.accountId : null;
  const matches = layer.hits
    .filter(({ statement, formula }) => statement.effect === 'Allow' && formula !== false)
    .map(({ match }) => match);
  const isAccountOnly =
    accountId !== null && matches.every((match) => match === 'account');
  const whom = isAccountOnly ? `account ${accountId}` : nameCaller(request);
  const verb = matches.includes('everyone') ? 'is open to everyone' : `names ${whom}`;
  const isDelegated = accountId !== null && judgement.resourceAlone === false;
  // Of an account that was not read nobody knows who calls: it may be a stand-in.
  const isKnown = !isAccountOnly || request.world.accounts.has(accountId);
  const whose = isKnown ? `the policies of ${nameCaller(request)}` : 'its own policies';
  const rest = isDelegated ? `; ${whose} have to allow as well` : '';
  return `${nameLayer(about)} ${verb}${rest}`;
}

function saySilence({ nearMisses = [] }: Told, about: About): string {
  const { actionName, target } = about.request;
  const isBare = about.layer.name === 'resource' && target.policy === null;
  if (isBare)
    return `${nameLayer(about)} does not exist, so nothing allows ${actionName}`;
  const malformed = about.layer.malformed[0];
  if (malformed) return `${namePolicy(malformed)} is malformed and grants nothing`;
  const near = nearMisses.find(({ effect }) => effect === 'Allow');
  const nearly = near
    ? `; statement ${near.statementIndex + 1} would, but ${sayNearMiss(near)}`
    : saySpoiltGrant(about);
  const where = `${nameLayer(about)}${saySilentLevel(about)}`;
  return `no statement of ${where} allows ${actionName}${nearly}${sayNeedless(about)}`;
}

/** The grant that a condition spoils which IAM cannot read. */
function saySpoiltGrant(about: About): string {
  const { layer, request } = about;
  for (const { ref, policy } of policiesOf(about)) {
    const spoilt = policy.statements.find(
      (one) => !hasEffect(one) && matchAction(one.action, request.action),
    );
    if (spoilt) {
      const of = layer.name === 'identity' ? ` of ${namePolicy(ref)}` : '';
      return `; statement ${spoilt.index + 1}${of} would, but ${saySpoilt(policy, spoilt)}`;
    }
  }
  return '';
}

/** Those that may grant: the resource's own, or the caller's. */
function policiesOf({ layer, request }: About): ReferredPolicy[] {
  const { callerPolicies, target } = request;
  if (layer.name === 'identity') return callerPolicies.identity?.policies ?? [];
  const isOfResource = layer.name === 'trust' || layer.name === 'resource';
  return isOfResource && target.policy ? [target.policy] : [];
}

/** The highest level of the organization without an allow: it alone stops the request. */
function saySilentLevel({ layer, request }: About): string {
  if (layer.name !== 'scp') return '';
  const silent = request.callerPolicies.scp?.find(
    ({ level, unread }) =>
      unread.length === 0 &&
      !layer.hits.some(
        ({ ref, statement, formula }) =>
          ref.owner === level.targetId &&
          statement.effect === 'Allow' &&
          formula !== false,
      ),
  );
  return silent ? ` at ${nameLevel(silent.level)}` : '';
}

/** A silent layer that stands in nobody's way says so. */
function sayNeedless({ layer, judgement }: About): string {
  const key = layer.name === 'trust' || layer.name === 'rcp' ? 'resource' : layer.name;
  return judgement.gates[key] === true ? '; none has to' : '';
}

function sayUnread({ layer, request }: About): string {
  const [first] = layer.unread;
  if (first?.kind === 'external-identity-allow') {
    return `account ${first.account} was not read, so whether its own policies allow ${request.actionName} is not known`;
  }
  return `policy ${first?.arn ?? ''} was not read, so what it says is not known`;
}

function sayAbsence(about: About): string {
  const { layer, request } = about;
  const { caller } = request;
  switch (layer.name) {
    case 'identity':
      if (caller.kind === 'root') return 'the root user may do everything in its account';
      return `no identity policy has a say about ${nameCaller(request)}`;
    case 'boundary':
      return roleOf(caller) || userOf(caller)
        ? `no permissions boundary is set on ${nameCaller(request)}`
        : 'no permissions boundary applies';
    case 'session':
      return 'the session carries no session policy';
    case 'scp':
      return 'no service control policy applies to the caller';
    case 'rcp':
      return 'no resource control policy applies to the resource';
    default:
      return `${nameLayer(about)} does not exist, so the caller's own policies decide`;
  }
}
