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
  const matches = block.patterns.map((pattern) =>
    matchPattern(pattern, resource, lookup),
  );
  return block.isNegated ? and(...matches.map(not)) : or(...matches);
}

function matchPattern(pattern: Template, resource: string, lookup: Lookup): Formula {
  const resolved = resolveTemplate(pattern, lookup);
  if (resolved.state === 'known') return resourceGlobMatches(resolved.glob, resource);
  if (resolved.state === 'unresolved' || !globMatches(resolved.glob, resource)) {
    return false;
  }
  const id = `resource ${JSON.stringify([pattern.raw, resource])}`;
  return { op: 'resource', id, keys: resolved.keys, pattern, resource };
}
