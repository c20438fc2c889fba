import type { CollectedOrg } from '../world';
import type { Pool } from './pool';
import { type ReducedDocument, reduceDocument } from './reduce-document';

/** An organization whose policies keep only what bears on taking roles. */
export function reduceOrganization(
  org: CollectedOrg,
  documents: Pool<ReducedDocument>,
): CollectedOrg {
  const policies = Object.entries(org.Policies).map(([id, { Type, Name, Content }]) => {
    const kind = Type === 'RESOURCE_CONTROL_POLICY' ? 'rcp' : 'scp';
    return [id, { Type, Name, Content: reduceDocument(Content, kind, documents) }];
  });
  return { ...org, Policies: Object.fromEntries(policies) };
}
