import * as z from 'zod';
import { collectedOrg } from '@/lib/iam/org-file';
import type { CollectedOrg } from '@/lib/iam/world';

const OrgFileShape = z.object({
  Organization: z.object({ Id: z.string(), MasterAccountId: z.string() }),
  Root: z.object({ Id: z.string() }),
  OrganizationalUnits: z.array(z.object({ Id: z.string(), ParentId: z.string() })),
  Accounts: z.array(z.object({ Id: z.string(), ParentId: z.string() })),
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
  complain: (what: string) => void,
): CollectedOrg | null {
  const parsed = OrgFileShape.safeParse(value);
  if (parsed.success) return collectedOrg(parsed.data);
  const [issue] = parsed.error.issues;
  complain(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'has another shape'}`);
  return null;
}
