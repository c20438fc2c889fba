import { keptBy } from '@/lib/core/kept-by';
import { keptByObject } from '@/lib/core/kept-by-object';
import type { ParsedCondition } from '../conditions/condition';
import { scopeOfKey } from '../context/derived-keys';
import { makeLookup } from '../context/make-lookup';
import type { AccountCaller } from '../evaluate/caller';
import { judgeForCaller } from '../evaluate/judge-for-caller';
import { findRoleTarget } from '../evaluate/target';
import type { WorldFacts } from '../facts/world-facts';
import type { ParsedStatement } from '../parse/policy';
import type { Question } from '../question';
import type { Circumstances } from './judge-taking';

/** The conditions of a statement. Statements that ask for the same share one. */
export type Block = {
  number: number;
  conditions: ParsedCondition[];
  /** Reads something of the caller itself, or of its account. */
  isOfCaller: boolean;
  isOfAccount: boolean;
  /** Reads something of the role. */
  isOfRole: boolean;
};

/** A caller, and what of it every condition sees that reads nothing of it or of its account. */
export type Member = { caller: AccountCaller; setting: number };

/** How conditions are judged, once for all callers that they cannot tell apart. */
export type Blocks = {
  /** Null for a statement without conditions. */
  blockOf(statement: ParsedStatement): Block | null;
  /** One letter a condition: `t` and `f` for what is sure, `u` for what is open. */
  verdictsOf(block: Block, member: Member): string;
};

export function makeBlocks(world: WorldFacts, circumstances: Circumstances): Blocks {
  const byText = new Map<string, Block>();
  const known = new Map<string, string>();
  const judge = judgeIn(world, circumstances);
  const ofCaller = judgeOnce(judge);
  // Statements that are written alike share one list of conditions.
  const ofList = keptByObject((conditions: ParsedCondition[]): Block => {
    const text = textOf(conditions);
    const block = byText.get(text) ?? makeBlock(conditions, byText.size);
    byText.set(text, block);
    return block;
  });
  return {
    blockOf: ({ conditions }) => (conditions.length === 0 ? null : ofList(conditions)),
    verdictsOf(block, { caller, setting }) {
      if (block.isOfCaller) return ofCaller(block, caller);
      const whom = block.isOfAccount ? `${setting} ${caller.accountId}` : setting;
      const key = `${block.number} ${whom}`;
      const verdicts = known.get(key) ?? judge(block, caller);
      known.set(key, verdicts);
      return verdicts;
    },
  };
}

type Judge = (block: Block, caller: AccountCaller) => string;

/** Judges a caller once: many roles ask for the same. By account, as two may hold one ARN. */
function judgeOnce(judge: Judge): Judge {
  const knownOf = keptByObject((_block: Block) =>
    keptBy((_accountId: string) => new Map<string, string>()),
  );
  return (block, caller) => {
    const known = knownOf(block)(caller.accountId);
    const verdicts = known.get(caller.arn) ?? judge(block, caller);
    known.set(caller.arn, verdicts);
    return verdicts;
  };
}

/** Equal for conditions that ask for the same and are worded alike. */
const textOf = (conditions: ParsedCondition[]): string =>
  JSON.stringify(
    conditions.map(({ operator, key, values }) => [
      operator.name,
      key,
      values.map(({ raw, constant }) => (constant?.text === raw ? raw : [raw, constant])),
    ]),
  );

function makeBlock(conditions: ParsedCondition[], number: number): Block {
  const scopes = new Set(conditions.flatMap(keysOf).map(scopeOfKey));
  return {
    number,
    conditions,
    isOfCaller: scopes.has('caller'),
    isOfAccount: scopes.has('account'),
    isOfRole: scopes.has('target'),
  };
}

/** The keys that judging a condition can read, in lower case. */
const keysOf = ({ key, values }: ParsedCondition): string[] =>
  [key, ...values.flatMap(variablesOf)].map((name) => name.toLowerCase());

const variablesOf = ({ parts }: ParsedCondition['values'][number]): string[] =>
  parts.flatMap((part) => (part.kind === 'variable' ? [part.name] : []));

/** Judges for a caller alone: of the role that it asks for nothing is known here. */
function judgeIn(world: WorldFacts, circumstances: Circumstances): Judge {
  const target = findRoleTarget(world, '');
  return ({ conditions }, caller) => {
    const question: Question = {
      action: 'sts:AssumeRole',
      principal: { AWS: caller.arn },
      resource: target.arn,
      ...circumstances,
    };
    const lookup = makeLookup({ world, question, caller, target });
    let verdicts = '';
    for (const condition of conditions) {
      const verdict = judgeForCaller(condition, lookup, caller);
      verdicts += typeof verdict === 'boolean' ? (verdict ? 't' : 'f') : 'u';
    }
    return verdicts;
  };
}
