import { isObject, type JsonObject, toList } from '../../parse/values';
import type { Place } from '../rule';

/** Trust that lets nobody in: a role cannot be without a trust policy. */
const NOBODY = {
  Sid: 'NobodyYet',
  Effect: 'Deny',
  Principal: { AWS: '*' },
  Action: 'sts:AssumeRole',
};

type Change = {
  index: number;
  /** What stands there afterwards; null takes the statement out. */
  next: JsonObject | null;
  /** Go behind the last statement. */
  added?: JsonObject[];
};

/**
 * The document with one statement changed, all others as they were and in their order. Null
 * when nothing would be left; a trust policy then lets nobody in.
 */
export function withStatement(place: Place, change: Change): JsonObject | null {
  const { document } = place.policy;
  if (!isObject(document)) return null;
  const given = document['Statement'];
  const statements = toList(given).flatMap((statement, at) => {
    if (at !== change.index) return [statement];
    return change.next ? [change.next] : [];
  });
  for (const one of change.added ?? []) statements.push(withFreeSid(one, statements));
  if (statements.length === 0 && place.kind !== 'trust') return null;
  const kept = statements.length === 0 ? [NOBODY] : statements;
  const isSingle = !Array.isArray(given) && kept.length === 1;
  return { ...document, Statement: isSingle ? kept[0] : kept };
}

/** Two statements of a document never share a Sid. */
function withFreeSid(statement: JsonObject, others: unknown[]): JsonObject {
  const sid = statement['Sid'];
  const taken = new Set(others.map((one) => (isObject(one) ? one['Sid'] : undefined)));
  if (typeof sid !== 'string' || !taken.has(sid)) return statement;
  let number = 2;
  while (taken.has(`${sid}${number}`)) number += 1;
  return { ...statement, Sid: `${sid}${number}` };
}
