import { isObject, type JsonObject, toStrings } from '@/lib/iam/parse/values';
import type { Guard } from '@/lib/iam/render/guards/guard';
import { type GuardName, OWN_GUARDS } from '../guards/guard-names';
import { policyObject } from './policy-object';
import type { TrustForm } from './trust-form';
import { typedGuard } from './typed-guard';

export const ASSUME = 'sts:AssumeRole';

/** A trust policy, in what the form shows of it and what it does not. */
export type ReadTrust = {
  form: TrustForm;
  /** What stands in the document and not in the form, in words: it is kept as it is. */
  unshown: string[];
};

/** The statement that the form is about, taken apart. */
export type OwnStatement = {
  index: number;
  statement: JsonObject;
  condition: JsonObject;
  actions: string[];
  principals: string[];
  guards: { name: GuardName; typed: string; guard: Guard }[];
};

/** Reads a trust policy into the form; a text that is none says where and why. */
export function readTrust(
  text: string,
): { ok: true; value: ReadTrust } | { ok: false; message: string } {
  const read = policyObject(text);
  if (!read.ok) return read;
  const { document, statements } = read;
  const own = ownStatement(statements);
  return {
    ok: true,
    value: { form: formIn(own), unshown: unshownIn(document, statements, own) },
  };
}

export const formIn = (own: OwnStatement | null): TrustForm => ({
  principals: own?.principals ?? [],
  guards: Object.fromEntries((own?.guards ?? []).map(({ name, typed }) => [name, typed])),
});

/** The first statement that lets principals of accounts in; null when none does. */
export function ownStatement(statements: JsonObject[]): OwnStatement | null {
  for (const [index, statement] of statements.entries()) {
    const principals = principalsIn(statement);
    const actions = toStrings(statement['Action']);
    const condition = statement['Condition'] ?? {};
    const isOwn =
      statement['Effect'] === 'Allow' &&
      principals !== null &&
      actions?.includes(ASSUME) === true &&
      isObject(condition);
    if (isOwn)
      return {
        index,
        statement,
        condition,
        actions,
        principals,
        guards: guardsIn(condition, actions),
      };
  }
  return null;
}

function principalsIn({ Principal: principal }: JsonObject): string[] | null {
  if (principal === '*') return ['*'];
  const listed = isObject(principal) ? toStrings(principal['AWS']) : null;
  return listed && [...new Set(listed)];
}

function guardsIn(condition: JsonObject, actions: string[]): OwnStatement['guards'] {
  const found = OWN_GUARDS.flatMap((name) => {
    const guard = typedGuard(name, condition, actions);
    return guard ? [{ name, ...guard }] : [];
  });
  // Recent MFA asks for MFA by itself.
  const isRecent = found.some(({ name }) => name === 'mfaAge');
  return isRecent ? found.filter(({ name }) => name !== 'mfa') : found;
}

const SHOWN_MEMBERS = new Set(['Version', 'Statement']);
const OWN_MEMBERS = new Set(['Sid', 'Effect', 'Principal', 'Action', 'Condition']);

function unshownIn(
  document: JsonObject,
  statements: JsonObject[],
  own: OwnStatement | null,
): string[] {
  const others = statements.flatMap((statement, index) =>
    index === own?.index ? unshownOf(own) : [sayStatement(statement, index)],
  );
  const members = Object.keys(document).filter((name) => !SHOWN_MEMBERS.has(name));
  return [...members.map((name) => `${name} of the document`), ...others];
}

function sayStatement({ Sid: sid, Effect: effect }: JsonObject, index: number): string {
  const name = typeof sid === 'string' ? `, ${sid}` : '';
  const kind = effect === 'Deny' ? 'a denial' : 'whole';
  return `Statement ${index + 1}${name}: ${kind}`;
}

/** Conditions of the statement that no guard of the form stands for. */
function ownConditions({ condition, guards }: OwnStatement) {
  const demands = guards.flatMap(({ guard }) => guard.demands);
  return Object.entries(condition)
    .flatMap(([operator, block]) =>
      (isObject(block) ? Object.keys(block) : ['']).map((key) => ({ operator, key })),
    )
    .filter(
      ({ operator, key }) =>
        !demands.some((one) => one.operator === operator && one.key === key),
    );
}

/** The keys of those conditions, each once. */
export const ownKeysOf = (own: OwnStatement): string[] => [
  ...new Set(ownConditions(own).map(({ key }) => key)),
];

function unshownOf(own: OwnStatement): string[] {
  const { index, statement, actions, guards } = own;
  const known = new Set([ASSUME, ...guards.flatMap(({ guard }) => guard.actions)]);
  const { Principal: principal } = statement;
  const parts = [
    ...Object.keys(statement).filter((name) => !OWN_MEMBERS.has(name)),
    ...(isObject(principal) ? Object.keys(principal) : [])
      .filter((kind) => kind !== 'AWS')
      .map((kind) => `principals of the kind ${kind}`),
    ...actions.filter((action) => !known.has(action)),
    ...ownConditions(own).map(
      ({ operator, key }) => `the condition ${operator} on ${key}`,
    ),
  ];
  return parts.map((part) => `Statement ${index + 1}: ${part}`);
}
