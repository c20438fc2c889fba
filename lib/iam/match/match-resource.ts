import { and, type Formula, not, or } from '../formula/formula';
import { globMatches, resourceGlobMatches } from '../parse/glob';
import type { ResourceBlock } from '../parse/policy';
import { type Lookup, resolveTemplate, type Template } from '../parse/template';

/**
 * Whether `Resource` or `NotResource` covers a resource. Open when a variable is not known.
 * A variable without a value makes its element match nothing, in `NotResource` as well.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function matchResource(
  block: ResourceBlock | null,
  resource: string,
  lookup: Lookup,
): Formula {
  if (!block) return true;
  const open: Formula[] = [];
  for (const pattern of block.patterns) {
    const match = matchPattern(pattern, resource, lookup);
    if (match === true) return !block.isNegated;
    if (match !== false) open.push(match);
  }
  return block.isNegated ? and(...open.map(not)) : or(...open);
}

function matchPattern(pattern: Template, resource: string, lookup: Lookup): Formula {
  if (pattern.constant) return resourceGlobMatches(pattern.constant.glob, resource);
  const resolved = resolveTemplate(pattern, lookup);
  if (resolved.state === 'known') return resourceGlobMatches(resolved.glob, resource);
  if (resolved.state === 'unresolved' || !globMatches(resolved.glob, resource)) {
    return false;
  }
  const id = `resource ${JSON.stringify([pattern.raw, resource])}`;
  return { op: 'resource', id, keys: resolved.keys, pattern, resource };
}
