import { isObject, type JsonObject } from '@/lib/iam/parse/values';
import type { Demand, Guard } from '@/lib/iam/render/guards/guard';
import { distinct, oneOrMany } from '@/lib/iam/render/policy-text';
import { OWN_GUARDS } from '../guards/guard-names';
import { policyObject, withStatements } from './policy-object';
import { ASSUME, formIn, type OwnStatement, ownStatement } from './read-trust';
import { sameForm } from './same-form';
import type { TrustForm } from './trust-form';
import { guardOfTyped, meetsDemand } from './typed-guard';

/**
 * Writes what the form says into a trust policy, and leaves everything else in it as it is. A
 * guard that is not typed in full yet stays as it was; one whose place is taken by a condition
 * that the form cannot show is left out. Null where the text cannot be read.
 */
export function writeTrust(text: string, form: TrustForm): string | null {
  const read =
    text.trim() === ''
      ? { ok: true as const, document: { Version: '2012-10-17' }, statements: [] }
      : policyObject(text);
  if (!read.ok) return null;
  const { document, statements } = read;
  const own = ownStatement(statements);
  if (text.trim() !== '' && sameForm(formIn(own), form)) return text;
  const before = own ?? freshStatement(statements);
  const after = withGuards(withPrincipals(before, form), before, form);
  if (own && JSON.stringify(after) === JSON.stringify(own.statement)) return text;
  return withStatements(
    document,
    own ? statements.with(own.index, after) : [...statements, after],
  );
}

function freshStatement(statements: JsonObject[]): OwnStatement {
  const isTaken = (sid: string) => statements.some(({ Sid }) => Sid === sid);
  const base = 'TrustedMayAssume';
  const Sid = [base, `${base}2`, `${base}3`].find((sid) => !isTaken(sid));
  const statement = {
    ...(Sid && { Sid }),
    Effect: 'Allow',
    Principal: { AWS: [] },
    Action: ASSUME,
  };
  return {
    index: statements.length,
    statement,
    condition: {},
    actions: [ASSUME],
    principals: [],
    guards: [],
  };
}

const isSame = (a: string[], b: string[]): boolean =>
  a.length === b.length && a.every((value, index) => value === b[index]);

function withPrincipals(
  { statement, principals }: OwnStatement,
  form: TrustForm,
): JsonObject {
  if (isSame(principals, form.principals)) return statement;
  const { Principal: principal } = statement;
  const others = isObject(principal) ? principal : {};
  return { ...statement, Principal: { ...others, AWS: oneOrMany(form.principals) } };
}

function withGuards(
  statement: JsonObject,
  before: OwnStatement,
  form: TrustForm,
): JsonObject {
  const wanted = wantedGuards(before, form);
  const old = before.guards.map(({ guard }) => guard);
  const condition = conditionAfter(before.condition, old, wanted);
  const actions = actionsAfter(before.actions, old, wanted);
  const { Condition: standing, ...bare } = statement;
  const isBare = Object.keys(condition).length === 0 && old.length > 0;
  const hasNone = standing === undefined && Object.keys(condition).length === 0;
  return {
    ...(isBare ? bare : statement),
    ...(isSame(actions, before.actions) ? {} : { Action: oneOrMany(actions) }),
    ...(isBare || hasNone ? {} : { Condition: condition }),
  };
}

/** The guards that shall stand: those of the form that are understood and have their place. */
function wantedGuards({ condition, guards }: OwnStatement, form: TrustForm): Guard[] {
  const ours = guards.flatMap(({ guard }) => guard.demands);
  return OWN_GUARDS.flatMap((name) => {
    const typed = form.guards[name];
    if (typed === undefined) return [];
    const standing = guards.find((one) => one.name === name)?.guard ?? null;
    const guard = guardOfTyped(name, typed) ?? standing;
    return guard && !isTaken(condition, ours, guard) ? [guard] : [];
  });
}

/** A condition of the document's own stands where a demand would have to. */
function isTaken(condition: JsonObject, ours: Demand[], { demands }: Guard): boolean {
  const lower = (demand: Pick<Demand, 'operator' | 'key'>) =>
    `${demand.operator} ${demand.key}`.toLowerCase();
  const free = new Set(ours.map(({ operator, key }) => `${operator} ${key}`));
  const taken = Object.entries(condition).flatMap(([operator, block]) =>
    isObject(block)
      ? Object.keys(block)
          .map((key) => `${operator} ${key}`)
          .filter((place) => !free.has(place))
      : [operator],
  );
  const places = new Set(taken.map((place) => place.toLowerCase()));
  return demands.some(
    (demand) =>
      !meetsDemand(condition, demand) &&
      (places.has(lower(demand)) || places.has(demand.operator.toLowerCase())),
  );
}

function conditionAfter(
  condition: JsonObject,
  old: Guard[],
  wanted: Guard[],
): JsonObject {
  const demands = wanted.flatMap((guard) => guard.demands);
  const isWanted = (operator: string, key: string) =>
    demands.some((one) => one.operator === operator && one.key === key);
  const gone = old
    .flatMap((guard) => guard.demands)
    .filter(({ operator, key }) => !isWanted(operator, key));
  const left = gone.reduce(withoutDemand, condition);
  return demands.filter((demand) => !meetsDemand(left, demand)).reduce(withDemand, left);
}

function withDemand(
  condition: JsonObject,
  { operator, key, values }: Demand,
): JsonObject {
  const block = isObject(condition[operator]) ? condition[operator] : {};
  return { ...condition, [operator]: { ...block, [key]: distinct(values) } };
}

function withoutDemand(condition: JsonObject, { operator, key }: Demand): JsonObject {
  const block = condition[operator];
  if (!isObject(block)) return condition;
  const { [key]: _, ...left } = block;
  if (Object.keys(left).length > 0) return { ...condition, [operator]: left };
  const { [operator]: __, ...others } = condition;
  return others;
}

function actionsAfter(actions: string[], old: Guard[], wanted: Guard[]): string[] {
  const needed = new Set(wanted.flatMap((guard) => guard.actions));
  const dropped = new Set(old.flatMap((guard) => guard.actions));
  const kept = actions.filter((action) => needed.has(action) || !dropped.has(action));
  return [...kept, ...[...needed].filter((action) => !kept.includes(action)).sort()];
}
