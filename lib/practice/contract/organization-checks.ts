import {
  AttachPolicyCommand,
  CreateOrganizationalUnitCommand,
  CreatePolicyCommand,
  DeletePolicyCommand,
  DescribeAccountCommand,
  DescribeOrganizationCommand,
  DescribePolicyCommand,
  DetachPolicyCommand,
  ListAccountsCommand,
  ListParentsCommand,
  ListPoliciesForTargetCommand,
  ListRootsCommand,
  MoveAccountCommand,
} from '@aws-sdk/client-organizations';
import { expect } from 'vitest';
import { deny, documentOf } from '../seed/document';
import { fresh, refusal } from './refusal';
import type { Checks, Clients } from './scene';

const SCP = 'SERVICE_CONTROL_POLICY';

async function rootOf({ organizations }: Clients): Promise<string> {
  const { Roots = [] } = await organizations.send(new ListRootsCommand({}));
  return Roots[0]?.Id ?? '';
}

async function policyIn({ organizations }: Clients): Promise<string> {
  const made = await organizations.send(
    new CreatePolicyCommand({
      Name: fresh('scp'),
      Description: '',
      Type: SCP,
      Content: documentOf(deny('s3:DeleteBucket')),
    }),
  );
  return made.Policy?.PolicySummary?.Id ?? '';
}

export const organizationChecks: Checks = {
  'a member may describe the organization': async ({ a }) => {
    const { Organization } = await a.organizations.send(
      new DescribeOrganizationCommand({}),
    );
    expect(Organization?.Id).toMatch(/^o-[a-z0-9]{10,32}$/);
    expect(Organization?.FeatureSet).toBe('ALL');
    expect(Organization?.MasterAccountId).toMatch(/^\d{12}$/);
  },
  'a member may not list accounts': async ({ a }) => {
    await refusal(
      a.organizations.send(new ListAccountsCommand({})),
      'AccessDeniedException',
      "You don't have permissions to access this resource.",
    );
  },
  'accounts are listed in pages, each once': async ({ management, a, b }) => {
    const ids: (string | undefined)[] = [];
    let NextToken: string | undefined;
    do {
      const page = await management.organizations.send(
        new ListAccountsCommand({ MaxResults: 1, NextToken }),
      );
      expect(page.Accounts?.length).toBeLessThanOrEqual(1);
      ids.push(...(page.Accounts ?? []).map(({ Id }) => Id));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    expect(ids).toEqual(expect.arrayContaining([a.id, b.id]));
    expect(new Set(ids).size).toBe(ids.length);
  },
  'a missing account is told': async ({ management }) => {
    await refusal(
      management.organizations.send(
        new DescribeAccountCommand({ AccountId: '000000000000' }),
      ),
      'AccountNotFoundException',
      "You specified an account that doesn't exist.",
    );
  },
  'a new account stands under the root, and can be moved': async ({ management, a }) => {
    const ParentId = await rootOf(management);
    const parents = () =>
      management.organizations.send(new ListParentsCommand({ ChildId: a.id }));
    expect((await parents()).Parents).toEqual([{ Id: ParentId, Type: 'ROOT' }]);
    const { OrganizationalUnit } = await management.organizations.send(
      new CreateOrganizationalUnitCommand({ ParentId, Name: fresh('unit') }),
    );
    const unit = OrganizationalUnit?.Id;
    expect(unit).toMatch(/^ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}$/);
    const move = (SourceParentId?: string, DestinationParentId?: string) =>
      management.organizations.send(
        new MoveAccountCommand({ AccountId: a.id, SourceParentId, DestinationParentId }),
      );
    await move(ParentId, unit);
    expect((await parents()).Parents).toEqual([
      { Id: unit, Type: 'ORGANIZATIONAL_UNIT' },
    ]);
    await refusal(move(ParentId, unit), 'SourceParentNotFoundException');
    await move(unit, ParentId);
  },
  'units beside each other have different names': async ({ management }) => {
    const unit = { ParentId: await rootOf(management), Name: fresh('unit') };
    await management.organizations.send(new CreateOrganizationalUnitCommand(unit));
    await refusal(
      management.organizations.send(new CreateOrganizationalUnitCommand(unit)),
      'DuplicateOrganizationalUnitException',
    );
  },
  'a policy is attached once, and not deleted while it is': async ({ management, b }) => {
    const { organizations } = management;
    const PolicyId = await policyIn(management);
    expect(PolicyId).toMatch(/^p-[0-9a-z]{8,128}$/);
    const attached = { PolicyId, TargetId: b.id };
    await organizations.send(new AttachPolicyCommand(attached));
    const { Policies = [] } = await organizations.send(
      new ListPoliciesForTargetCommand({ TargetId: b.id, Filter: SCP }),
    );
    expect(Policies.map(({ Id }) => Id).sort()).toEqual(
      ['p-FullAWSAccess', PolicyId].sort(),
    );
    await refusal(
      organizations.send(new AttachPolicyCommand(attached)),
      'DuplicatePolicyAttachmentException',
    );
    await refusal(
      organizations.send(new DeletePolicyCommand({ PolicyId })),
      'PolicyInUseException',
    );
    await organizations.send(new DetachPolicyCommand(attached));
    await organizations.send(new DeletePolicyCommand({ PolicyId }));
    await refusal(
      organizations.send(new DescribePolicyCommand({ PolicyId })),
      'PolicyNotFoundException',
    );
  },
  'the last service control policy of an account stays': async ({ management, b }) => {
    await refusal(
      management.organizations.send(
        new DetachPolicyCommand({ PolicyId: 'p-FullAWSAccess', TargetId: b.id }),
      ),
      'ConstraintViolationException',
    );
  },
  'a policy that is no JSON is refused': async ({ management }) => {
    await refusal(
      management.organizations.send(
        new CreatePolicyCommand({
          Name: fresh('scp'),
          Description: '',
          Type: SCP,
          Content: '{bad',
        }),
      ),
      'MalformedPolicyDocumentException',
    );
  },
};
