import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  paginateListAttachedGroupPolicies,
  paginateListAttachedRolePolicies,
  paginateListAttachedUserPolicies,
} from '@aws-sdk/client-iam';
import { bondText } from '@/lib/core/bond-text';
import type { AwsTarget } from '@/lib/ports';
import type { Clients } from './clients';
import { decodeDocument } from './decode-document';
import type { TargetReader } from './target-reader';

type Of<Kind extends AwsTarget['kind']> = TargetReader<
  Extract<AwsTarget, { kind: Kind }>
>;

/** A customer managed policy, by the version that holds. */
export const readPolicy: Of<'managed-policy' | 'policy-document'> = {
  operation: () => 'iam:GetPolicy',
  read: async ({ clients }, { policyArn: PolicyArn }) => {
    const { Policy } = await clients.iam().send(new GetPolicyCommand({ PolicyArn }));
    const { PolicyVersion } = await clients.iam().send(
      new GetPolicyVersionCommand({
        PolicyArn,
        VersionId: Policy?.DefaultVersionId,
      }),
    );
    return {
      exists: true,
      document: decodeDocument(PolicyVersion?.Document),
      tags: Object.fromEntries(
        (Policy?.Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value]),
      ),
      id: Policy?.PolicyId ?? null,
    };
  },
};

const OPERATIONS = {
  role: 'iam:ListAttachedRolePolicies',
  user: 'iam:ListAttachedUserPolicies',
  group: 'iam:ListAttachedGroupPolicies',
} as const;

type Attachment = Extract<AwsTarget, { kind: 'principal-attachment' }>;

export const readPrincipalAttachment: Of<'principal-attachment'> = {
  operation: ({ principal }) => OPERATIONS[principal],
  read: async ({ clients }, target) => {
    for await (const { AttachedPolicies = [] } of pagesOf(clients, target))
      if (AttachedPolicies.some(({ PolicyArn }) => PolicyArn === target.policyArn))
        return { exists: true, document: bondText(target), tags: {}, id: null };
    return { exists: false };
  },
};

function pagesOf(clients: Clients, { principal, principalName: name }: Attachment) {
  const by = { client: clients.iam() };
  switch (principal) {
    case 'role':
      return paginateListAttachedRolePolicies(by, { RoleName: name });
    case 'user':
      return paginateListAttachedUserPolicies(by, { UserName: name });
    case 'group':
      return paginateListAttachedGroupPolicies(by, { GroupName: name });
    default:
      return principal satisfies never;
  }
}
