import type { ParsedCondition } from '../conditions/condition';
import { scopeOfKey } from '../context/derived-keys';
import { judgeForCaller } from '../evaluate/judge-for-caller';
import type { Request } from '../evaluate/request';
import { matchResource } from '../match/match-resource';
import type { ResourceBlock } from '../parse/policy';

/** Parts of statements whose outcome tells one question from another. */
type Telling = { conditions: ParsedCondition[]; resources: ResourceBlock[] };

/**
 * What a verdict came from beside the policies: callers that answer `ofCallers` alike, asking
 * for roles that answer `ofRoles` alike, fare alike.
 */
export type Trace = {
  ofCallers: Telling;
  ofRoles: Telling;
  /** Something of the caller itself was read, not of its account only. */
  isOfCaller: boolean;
};

type Asked = Pick<Request, 'caller' | 'target' | 'lookup'>;

/** The request, and the trace that judging it leaves. */
export function traced(request: Request): { request: Request; trace: Trace } {
  const trace: Trace = {
    ofCallers: { conditions: [], resources: [] },
    ofRoles: { conditions: [], resources: [] },
    isOfCaller: false,
  };
  const judge: Request['judge'] = (condition) => {
    const watch = watched(request, trace);
    const verdict = judgeForCaller(condition, watch.lookup, request.caller);
    const told = watch.told();
    if (told) noteOnce(trace[told].conditions, condition);
    return verdict;
  };
  const covers: Request['covers'] = (resources) => {
    const watch = watched(request, trace);
    const cover = matchResource(resources, request.target.arn, watch.lookup);
    if (resources && !coversAll(resources)) {
      noteOnce(trace[watch.told() ?? 'ofRoles'].resources, resources);
    }
    return cover;
  };
  return { trace, request: { ...request, judge, covers } };
}

/** A look-up that notices whom the keys it is asked for tell apart. */
function watched(
  { lookup }: Asked,
  trace: Trace,
): { lookup: Request['lookup']; told: () => 'ofCallers' | 'ofRoles' | null } {
  let told: 'ofCallers' | 'ofRoles' | null = null;
  return {
    lookup: (name) => {
      const scope = scopeOfKey(name.toLowerCase());
      if (scope === 'caller' || scope === 'account') told = 'ofCallers';
      else if (scope === 'target') told ??= 'ofRoles';
      trace.isOfCaller ||= scope === 'caller';
      return lookup(name);
    },
    told: () => told,
  };
}

export const coversAll = ({ isNegated, patterns }: ResourceBlock): boolean =>
  !isNegated && patterns.some(({ raw }) => raw === '*');

function noteOnce<One>(list: One[], one: One): void {
  if (!list.includes(one)) list.push(one);
}

export const isSameTrace = (a: Trace, b: Trace): boolean =>
  isSameTelling(a.ofCallers, b.ofCallers) && isSameTelling(a.ofRoles, b.ofRoles);

const isSameTelling = (a: Telling, b: Telling): boolean =>
  isSameList(a.conditions, b.conditions) && isSameList(a.resources, b.resources);

const isSameList = <One>(a: One[], b: One[]): boolean =>
  a.length === b.length && a.every((one, at) => one === b[at]);

const tellsNothing = ({ conditions, resources }: Telling): boolean =>
  conditions.length + resources.length === 0;

/** Whether a verdict holds for every caller it could have been asked of. */
export const isUniversal = ({ ofCallers }: Trace): boolean => tellsNothing(ofCallers);

/**
 * How a caller answers a trace, as text that is equal for equal answers.
 *
 * @param asked made only where the trace has something to ask
 */
export const callerAnswers = ({ ofCallers }: Trace, asked: () => Asked): string =>
  answersTo(ofCallers, asked);

/** How a role answers a trace, as text that is equal for equal answers. */
export const roleAnswers = ({ ofRoles }: Trace, asked: () => Asked): string =>
  answersTo(ofRoles, asked);

function answersTo(telling: Telling, asked: () => Asked): string {
  if (tellsNothing(telling)) return '';
  const { caller, target, lookup } = asked();
  return JSON.stringify([
    telling.conditions.map((condition) => judgeForCaller(condition, lookup, caller)),
    telling.resources.map((block) => {
      const cover = matchResource(block, target.arn, lookup);
      return typeof cover === 'boolean' ? cover : cover.id;
    }),
  ]);
}
