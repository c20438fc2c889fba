import {
  DescribeOrganizationCommand,
  ListAccountsCommand,
  type OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { ok, type Result } from '@/lib/core/result';
import type { AwsConnection, AwsFailure, OrganizationReading } from '@/lib/ports';
import type { AwsContext } from './context';
import { access } from './credentials-of';
import { attempt } from './map-error';
import { readOrgTree } from './read-org-tree';

/** The organisation's accounts, and its tree and policies when the caller may see them. */
export async function readOrganization(
  context: AwsContext,
  connection: AwsConnection,
): Promise<Result<OrganizationReading, AwsFailure>> {
  const opened = await access(context, connection, 'read');
  if (!opened.ok) return opened;
  const client = opened.value.clients.organizations();
  const described = await attempt('organizations:DescribeOrganization', () =>
    client.send(new DescribeOrganizationCommand({})),
  );
  if (!described.ok) return described;
  const accounts = await listAccounts(client);
  if (!accounts.ok) return accounts;
  const { Id = '', MasterAccountId = '' } = described.value.Organization ?? {};
  const tree = await readOrgTree(client, { Id, ManagementAccountId: MasterAccountId });
  if (!tree.ok && tree.error.kind !== 'refused') return tree;
  const paths = tree.ok ? tree.value.ouPaths : new Map<string, string>();
  return ok({
    organizationId: Id,
    managementAccountId: MasterAccountId,
    accounts: accounts.value.map((account) => ({
      ...account,
      ouPath: paths.get(account.id) ?? '',
    })),
    org: tree.ok ? tree.value.org : null,
  });
}

type ListedAccount = { id: string; name: string; status: string };

function listAccounts(
  client: OrganizationsClient,
): Promise<Result<ListedAccount[], AwsFailure>> {
  return attempt('organizations:ListAccounts', async () => {
    const accounts: ListedAccount[] = [];
    let token: string | undefined;
    do {
      const page = await client.send(new ListAccountsCommand({ NextToken: token }));
      for (const { Id, Name, State, Status } of page.Accounts ?? [])
        accounts.push({ id: Id ?? '', name: Name ?? '', status: State ?? Status ?? '' });
      token = page.NextToken;
    } while (token);
    return accounts;
  });
}
