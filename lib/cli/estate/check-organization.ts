import * as z from 'zod';
import { policySource } from '@/lib/iam/explain/policy-source';
import { collectedOrg } from '@/lib/iam/org-file';
import { decodeDocument } from '@/lib/iam/parse/decode-document';
import type { CollectedOrg } from '@/lib/iam/world';
import { sayIssue } from './say-issue';
import { LIMITS, type Limit, saySize } from './say-size';

type Complain = (what: string) => void;

const Child = z.object({ Id: z.string(), ParentId: z.string() });

const Organization = z.object({
  Organization: z.object({ Id: z.string(), MasterAccountId: z.string() }),
  Root: z.object({ Id: z.string() }),
  OrganizationalUnits: z.array(Child),
  Accounts: z.array(Child),
  Policies: z.array(
    z.object({
      Id: z.string(),
      Name: z.string(),
      Type: z.string(),
      Content: z.unknown(),
    }),
  ),
  PolicyAttachments: z.record(z.string(), z.array(z.string())),
});

/** An organization's file as the engine takes it; null, and told, when it is none. */
export function checkOrganization(
  value: unknown,
  complain: Complain,
): CollectedOrg | null {
  const parsed = Organization.safeParse(value);
  if (!parsed.success) {
    complain(sayIssue(parsed.error, value, ''));
    return null;
  }
  for (const problem of problemsOf(parsed.data)) complain(problem);
  return collectedOrg(parsed.data);
}

/** Policies about access; others (tags, backups) have no say in the answers. */
const LIMIT_OF = new Map<string, Limit>([
  ['SERVICE_CONTROL_POLICY', LIMITS.scp],
  ['RESOURCE_CONTROL_POLICY', LIMITS.rcp],
]);

/** Names that lead nowhere, and documents that are no JSON or longer than AWS takes. */
function problemsOf(org: z.infer<typeof Organization>): string[] {
  const { Root, OrganizationalUnits, Accounts, Policies, PolicyAttachments } = org;
  const parents = new Set([Root.Id, ...OrganizationalUnits.map(({ Id }) => Id)]);
  const policies = new Set(Policies.map(({ Id }) => Id));
  const orphans = Object.entries({ OrganizationalUnits, Accounts }).flatMap(
    ([name, list]) =>
      list.flatMap(({ Id, ParentId }, at) =>
        parents.has(ParentId)
          ? []
          : [`${name}[${at}]: ${Id} is under ${ParentId}, which is not in the file`],
      ),
  );
  const unknown = Object.entries(PolicyAttachments).flatMap(([target, ids]) =>
    ids
      .filter((id) => !policies.has(id))
      .map((id) => `PolicyAttachments.${target}: ${id} is no policy of the file`),
  );
  const unread = Policies.flatMap((policy, at) => {
    const place = `Policies[${at}]: ${policy.Id}`;
    const decoded = decodeDocument(policy.Content);
    if (!decoded.ok) return [`${place}: ${decoded.problem}`];
    return sayPolicySize(policy, place);
  });
  return [...orphans, ...unknown, ...unread];
}

/** That a policy of an organization is longer than AWS takes; none when it is not. */
export function sayPolicySize(
  { Type, Content }: { Type: string; Content?: unknown },
  place: string,
): string[] {
  const limit = LIMIT_OF.get(Type);
  return limit ? saySize([policySource(Content)], limit, place) : [];
}
