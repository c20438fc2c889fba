import { parsePolicy } from './parse-policy';
import type { ParsedPolicy, PolicyKind } from './policy';

type ByKind = Map<PolicyKind, ParsedPolicy>;

const TEXTS_KEPT_MAX = 20_000;
const byObject = new WeakMap<object, ByKind>();
const byText = new Map<string, ByKind>();

/**
 * `parsePolicy`, done once for each document: objects are known by identity (so nobody may
 * change one after it was read), texts by their content.
 */
export function rememberPolicy(source: unknown, kind: PolicyKind): ParsedPolicy {
  const known = kindsOf(source);
  const found = known?.get(kind);
  if (found) return found;
  const parsed = parsePolicy(source, kind);
  known?.set(kind, parsed);
  return parsed;
}

function kindsOf(source: unknown): ByKind | null {
  if (typeof source === 'object' && source !== null) {
    const found = byObject.get(source) ?? new Map();
    byObject.set(source, found);
    return found;
  }
  return typeof source === 'string' ? kindsOfText(source) : null;
}

function kindsOfText(source: string): ByKind {
  const found = byText.get(source);
  if (found) return found;
  if (byText.size >= TEXTS_KEPT_MAX) byText.clear();
  const made: ByKind = new Map();
  byText.set(source, made);
  return made;
}
