import { isObject, type JsonObject, toStrings } from '../parse/values';
import type { LocatedStatement } from './locate-statements';
import type { RenderedStatement } from './policy-text';
import { isUseOnly } from './use-only';

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

/**
 * A later version of ours has the same effect, kind of principal and services, and no action by
 * which who may use a bucket or a key is changed: we never write such a statement.
 */
function mayBeOurs(found: JsonObject, ours: RenderedStatement): boolean {
  const actions = toStrings(found['Action']) ?? [];
  const services = new Set([ours.Action].flat().map(serviceOf));
  return (
    Object.keys(found).every((member) => MEMBERS.has(member)) &&
    found['Effect'] === ours.Effect &&
    kindOf(found['Principal']) === kindOf(ours.Principal) &&
    actions.length > 0 &&
    actions.every((action) => services.has(serviceOf(action)) && isOurKind(action))
  );
}

const serviceOf = (action: string): string => action.split(':')[0]?.toLowerCase() ?? '';

const isOurKind = (action: string): boolean =>
  !['s3', 'kms'].includes(serviceOf(action)) || isUseOnly(action);

const kindOf = (principal: unknown): string =>
  isObject(principal) ? Object.keys(principal).sort().join() : String(principal);
