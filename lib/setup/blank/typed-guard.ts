import type { WorkspaceId } from '@/lib/core/ids';
import { worldFacts } from '@/lib/iam/facts/world-facts';
import { isObject, type JsonObject, toScalars } from '@/lib/iam/parse/values';
import type { Demand, Guard } from '@/lib/iam/render/guards/guard';
import { rightOf } from '../fields/field';
import type { GuardKnown } from '../guards/guard-kind';
import type { GuardName } from '../guards/guard-names';
import { GUARDS } from '../guards/guard-table';

/** Nothing is known but what was typed: a document says the same to everybody. */
const NOTHING_KNOWN: GuardKnown = {
  now: new Date(0),
  who: null,
  world: {
    // No workspace: nothing here is looked up.
    workspaceId: 'none' as WorkspaceId,
    accounts: [],
    readings: new Map(),
    org: null,
    facts: worldFacts(undefined, []),
  },
};

/** What a guard demands, by how it was typed; null where that cannot be understood. */
export function guardOfTyped(name: GuardName, typed: string): Guard | null {
  const values = rightOf(GUARDS[name].read(typed, NOTHING_KNOWN));
  return values && GUARDS[name].render(values);
}

/** The values that a condition has for a key under an operator; null where it has none. */
function valuesAt(condition: JsonObject, operator: string, key: string): string[] | null {
  const block = condition[operator];
  return isObject(block) && Object.hasOwn(block, key) ? toScalars(block[key]) : null;
}

export function meetsDemand(
  condition: JsonObject,
  { operator, key, values }: Demand,
): boolean {
  const found = valuesAt(condition, operator, key);
  const wanted = new Set(values);
  return (
    found?.every((value) => wanted.has(value)) === true &&
    new Set(found).size === wanted.size
  );
}

type Values = (operator: string, key: string) => string[] | null;

/** How what a condition asks for would be typed; null where it asks for no such thing. */
const TYPED: Partial<Record<GuardName, (values: Values) => string | null>> = {
  mfa: (values) => values('Bool', 'aws:MultiFactorAuthPresent') && '',
  mfaAge: (values) => {
    const [seconds] = values('NumericLessThan', 'aws:MultiFactorAuthAge') ?? [];
    return seconds === undefined ? null : String(Number(seconds) / 60);
  },
  externalId: (values) => values('StringEquals', 'sts:ExternalId')?.[0] ?? null,
  organization: (values) => values('StringEquals', 'aws:PrincipalOrgID')?.[0] ?? null,
  sourceIp: (values) => values('IpAddress', 'aws:SourceIp')?.join(', ') ?? null,
  vpc: (values) =>
    (
      values('StringEquals', 'aws:SourceVpc') ?? values('StringEquals', 'aws:SourceVpce')
    )?.join(', ') ?? null,
  ends: (values) => values('DateLessThan', 'aws:CurrentTime')?.[0] ?? null,
  sessionName: (values) => values('StringLike', 'sts:RoleSessionName')?.join(' ') ?? null,
  sourceIdentity: (values) =>
    values('StringLike', 'sts:SourceIdentity')?.join(' ') ?? null,
  sessionTags: (values) =>
    values('ForAllValues:StringEquals', 'aws:TagKeys')
      ?.map((key) => {
        const listed = values('StringEquals', `aws:RequestTag/${key}`);
        return listed ? `${key}=${listed.join('|')}` : key;
      })
      .join(', ') ?? null,
};

/**
 * A guard as it would be typed, where the statement asks for exactly what typing it would
 * write; null where it asks for anything else.
 */
export function typedGuard(
  name: GuardName,
  condition: JsonObject,
  actions: string[],
): { typed: string; guard: Guard } | null {
  const typed =
    TYPED[name]?.((operator, key) => valuesAt(condition, operator, key)) ?? null;
  const guard = typed === null ? null : guardOfTyped(name, typed);
  if (typed === null || guard === null) return null;
  const isWhole =
    guard.demands.every((demand) => meetsDemand(condition, demand)) &&
    guard.actions.every((action) => actions.includes(action));
  return isWhole ? { typed, guard } : null;
}
