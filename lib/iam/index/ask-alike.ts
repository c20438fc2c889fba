import { keptBy } from '@/lib/core/kept-by';
import { once } from '@/lib/core/once';
import type { Answer } from '../answer';
import { boundaryLayer } from '../evaluate/boundary-layer';
import { joinLayers, type Layers } from '../evaluate/combine';
import { decideRequest, type Verdict } from '../evaluate/decide-question';
import { identityLayer } from '../evaluate/identity-layer';
import { judgePrincipal } from '../evaluate/judge-statement';
import type { Layer } from '../evaluate/layer';
import { rcpLayer, scpLayer } from '../evaluate/organization-layers';
import type { Request } from '../evaluate/request';
import { resourceLayer } from '../evaluate/resource-layer';
import { sessionLayer } from '../evaluate/session-layer';
import { sideOf } from '../evaluate/side';
import { explainLayers, verdictOf } from '../explain/explain-layers';
import type { WorldFacts } from '../facts/world-facts';
import { idOf } from '../formula/formula';
import { actionOf, type Principal } from '../question';
import {
  type AlikeCaller,
  type AlikeRole,
  alikeCaller,
  alikeRole,
  shelfTexts,
} from './alike-keys';
import { type Circumstances, rcpOf, requestOf, takingOf } from './judge-taking';
import { type MemoOfRole, makeMemos, memoOfRole, recall, remember } from './memo';
import { numbering } from './numbering';
import { type Trace, traced } from './trace';

/** An answer whose layers are explained when they are first asked for. */
export type AlikeAnswer = Verdict &
  Pick<Answer, 'layers'> & {
    /** Some policy denies, whatever the others say. */
    isStopped: boolean;
  };

/**
 * Asks whether principals may take roles, and judges policies once for all that are alike:
 * each kind of policy by what it says and what it reads of caller and role. What an answer says
 * of its layers and statements holds for whoever gets it: verdicts, effects, conditions, names
 * of policies that deny. Values of the request, owners of policies and sentences are those of
 * the first who asked.
 */
export type AskAlike = (principal: Principal, roleArn: string) => AlikeAnswer;

/** What one kind of policy says. The number is the same for all that say the same. */
type Judged<One = Layers[keyof Layers]> = { layer: One; trace: Trace; number: number };

type From = AlikeCaller & { principal: Principal };
type To = AlikeRole & { byKey: Map<string, MemoOfRole<Judged>> };
type Judges = { [Name in keyof Layers]: (request: Request) => Layers[Name] };

const JUDGES: Judges = {
  scp: scpLayer,
  rcp: rcpLayer,
  resource: resourceLayer,
  identity: identityLayer,
  boundary: boundaryLayer,
  session: sessionLayer,
};

export function askAlike(world: WorldFacts, circumstances: Circumstances): AskAlike {
  const textOf = shelfTexts();
  const callers = new Map<string, From>();
  const rcpOver = keptBy((accountId: string | null) => rcpOf(world, accountId));
  const roleOf = keptBy((arn: string): To => {
    const taking = takingOf(world, arn, circumstances, rcpOver);
    return { ...alikeRole(taking, textOf), byKey: new Map() };
  });
  const layersOf = layerJudge();
  const answers = new Map<string, AlikeAnswer>();
  return (principal, roleArn) => {
    const name = nameOf(principal);
    const from = callers.get(name) ?? {
      ...alikeCaller(world, principal, textOf),
      principal,
    };
    callers.set(name, from);
    const to = roleOf(roleArn);
    const request = once(() =>
      requestOf(to.taking, { ...from, action: actionOf(principal) }),
    );
    const { layers, key } = layersOf(from, to, request);
    const known = answers.get(key) ?? answerOf(request(), layers);
    answers.set(key, known);
    return known;
  };
}

const nameOf = (principal: Principal): string =>
  principal !== '*' && 'AWS' in principal ? principal.AWS : JSON.stringify(principal);

function answerOf(request: Request, layers: Layers): AlikeAnswer {
  const judgement = joinLayers(request, layers);
  const explained = once(() => explainLayers(request, judgement));
  return {
    ...decideRequest(request, judgement),
    isStopped: Object.values(layers).some(
      (layer: Layer) => verdictOf(layer) === 'denies',
    ),
    get layers() {
      return explained();
    },
  };
}

/** Judges each kind of policy, or finds what it said to others who are alike. */
function layerJudge() {
  const memos = makeMemos<Judged>();
  const numberOf = numbering();
  let strangers = 0;
  const saidByItself = () => {
    strangers += 1;
    return `stranger ${strangers}`;
  };
  return (from: From, to: To, request: () => Request) => {
    const judge = <Name extends keyof Layers>(
      name: Name,
      text: string,
    ): Judged<Layers[Name]> => {
      const key = `${name} ${from.kind} ${text}`;
      const memo = memos(key);
      const ofRole = to.byKey.get(key) ?? memoOfRole(memo, request);
      to.byKey.set(key, ofRole);
      const known = recall(ofRole, request);
      // The name is part of the key.
      if (known) return known as Judged<Layers[Name]>;
      const { request: watched, trace } = traced(request());
      const layer = JUDGES[name](watched);
      const said = from.isCollected ? saidBy(layer) : saidByItself();
      const judged = { layer, trace, number: numberOf(`${name} ${said}`) };
      remember(memo, ofRole, judged, request);
      return judged;
    };
    const found = {
      scp: judge('scp', from.scp),
      rcp: judge('rcp', `${to.kind} ${to.rcp}`),
      resource: judge('resource', `${to.kind} ${to.trust} ${namesOf(from, to)}`),
      identity: judge('identity', from.identity),
      boundary: judge('boundary', from.boundary),
      session: judge('session', ''),
    };
    return { layers: layersIn(found), key: keyOf(found, from, to) };
  };
}

/** All that the words of an answer are made from, but for what nearly applied. */
const saidBy = ({ isApplicable, allow, deny, malformed, unread, hits }: Layer): string =>
  JSON.stringify([
    isApplicable,
    idOf(allow),
    idOf(deny),
    malformed.length > 0,
    unread,
    hits.filter(({ formula }) => formula !== false).map(saidByHit),
  ]);

const saidByHit = ({ ref, statement, match, formula }: Layer['hits'][number]) => [
  statement.effect,
  statement.effect === 'Deny' ? ref.name : '',
  match,
  idOf(formula),
  statement.conditions.map(({ operator, key }) => [operator.name, key]),
];

type Found = { [Name in keyof Layers]: Judged<Layers[Name]> };

const layersIn = ({
  scp,
  rcp,
  resource,
  identity,
  boundary,
  session,
}: Found): Layers => ({
  scp: scp.layer,
  rcp: rcp.layer,
  resource: resource.layer,
  identity: identity.layer,
  boundary: boundary.layer,
  session: session.layer,
});

/** What the layers say, and how the two stand to each other. */
function keyOf(found: Found, { caller, kind, isCollected }: From, to: To): string {
  const { target } = to.taking;
  const numbers = Object.values(found).map(({ number }) => number);
  // A sign-in needs a provider of the role's account.
  const place = isCollected
    ? sideOf({ caller, target }).isSameAccount
    : `${target.accountId} ${kind}`;
  return `${numbers} ${to.kind} ${place}`;
}

/** How each statement of the trust policy names the caller. */
function namesOf(
  { caller, policies }: From,
  { taking: { target, compiled } }: To,
): string {
  const asked = { caller, target, callerPolicies: policies };
  return compiled.trust.map((statement) => judgePrincipal(statement, asked)).join();
}
