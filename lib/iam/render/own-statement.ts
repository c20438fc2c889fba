import { globMatches, wildcardGlob } from '../parse/glob';
import { isObject, type JsonObject, toStrings } from '../parse/values';
import type { LocatedStatement } from './locate-statements';
import type { RenderedStatement } from './policy-text';

/**
 * The statement of a document that an earlier writing of ours put there, by its Sid (letter
 * case counts). Null when none has the Sid; `unsure` when the one that has it cannot be ours,
 * or when several have it: nobody's statement may be lost over a name.
 */
export function findOwn(
  items: LocatedStatement[],
  ours: RenderedStatement,
): LocatedStatement | 'unsure' | null {
  const named = items.filter(({ value }) => value['Sid'] === ours.Sid);
  const [first] = named;
  if (!first) return null;
  return named.length === 1 && mayBeOurs(first.value, ours) ? first : 'unsure';
}

const MEMBERS = new Set([
  'Sid',
  'Effect',
  'Principal',
  'Action',
  'Resource',
  'Condition',
]);

/** Whoever holds one of these looks after the policy itself; we never write such a statement. */
const KEEPERS = ['kms:putkeypolicy', 's3:putbucketpolicy'];

/** A later version of ours has the same effect, kind of principal and services. */
function mayBeOurs(found: JsonObject, ours: RenderedStatement): boolean {
  const actions = toStrings(found['Action']) ?? [];
  const services = new Set([ours.Action].flat().map(serviceOf));
  return (
    Object.keys(found).every((member) => MEMBERS.has(member)) &&
    found['Effect'] === ours.Effect &&
    kindOf(found['Principal']) === kindOf(ours.Principal) &&
    actions.length > 0 &&
    actions.every((action) => services.has(serviceOf(action)) && !keepsPolicy(action))
  );
}

const serviceOf = (action: string): string => action.split(':')[0]?.toLowerCase() ?? '';

const keepsPolicy = (action: string): boolean =>
  KEEPERS.some((keeper) => globMatches(wildcardGlob(action.toLowerCase()), keeper));

const kindOf = (principal: unknown): string =>
  isObject(principal) ? Object.keys(principal).sort().join() : String(principal);
