import {
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateUserCommand,
} from '@aws-sdk/client-iam';
import {
  CreateAccountCommand,
  type OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { AssumeRoleCommand, type STSClient } from '@aws-sdk/client-sts';
import { awsPolicy, roleArn } from '../seed/document';
import { clientsOf, type Keys } from '../test-practice';

export type Clients = ReturnType<typeof clientsOf>;

/** An account that was made for the checks, and the SDK clients of its administrator. */
export type Party = Clients & { id: string };

/** What a check has: two new member accounts of an organization, and who manages it. */
export type Scene = {
  endpoint: string;
  management: Clients;
  a: Party;
  b: Party;
};

/** What the contract demands, by a sentence about AWS. */
export type Checks = Record<string, (scene: Scene) => Promise<unknown>>;

type Given = {
  [Name in 'AccessKeyId' | 'SecretAccessKey' | 'SessionToken']?: string | undefined;
};

/** Keys as AWS gives them, for the next client. */
export const keysOf = ({
  AccessKeyId = '',
  SecretAccessKey = '',
  SessionToken,
}: Given = {}): Keys => ({
  accessKeyId: AccessKeyId,
  secretAccessKey: SecretAccessKey,
  ...(SessionToken !== undefined && { sessionToken: SessionToken }),
});

/** A new user with an access key. */
export async function userIn(
  { endpoint }: Pick<Scene, 'endpoint'>,
  { iam }: Pick<Clients, 'iam'>,
  UserName: string,
): Promise<Clients & { name: string; keys: Keys }> {
  await iam.send(new CreateUserCommand({ UserName }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
  const keys = keysOf(AccessKey);
  return { ...clientsOf(endpoint, keys), name: UserName, keys };
}

/** SDK clients of a session of a role, of those who may take it. */
export async function sessionOf(
  { endpoint }: Pick<Scene, 'endpoint'>,
  { sts }: { sts: STSClient },
  RoleArn: string,
  more: Partial<ConstructorParameters<typeof AssumeRoleCommand>[0]> = {},
): Promise<Clients> {
  const { Credentials } = await sts.send(
    new AssumeRoleCommand({ RoleArn, RoleSessionName: 'contract', ...more }),
  );
  return clientsOf(endpoint, keysOf(Credentials));
}

async function partyOf(
  endpoint: string,
  management: Clients,
  name: string,
): Promise<Party> {
  const id = await madeAccount(management, name);
  const role = roleArn(id, 'OrganizationAccountAccessRole');
  const session = await sessionOf({ endpoint }, management, role);
  const admin = await userIn({ endpoint }, session, 'contract-admin');
  await session.iam.send(
    new AttachUserPolicyCommand({
      UserName: admin.name,
      PolicyArn: awsPolicy('AdministratorAccess'),
    }),
  );
  return { ...admin, id };
}

async function madeAccount(
  { organizations }: { organizations: OrganizationsClient },
  AccountName: string,
): Promise<string> {
  const Email = `${AccountName}@contract.example`;
  const made = await organizations.send(new CreateAccountCommand({ AccountName, Email }));
  return made.CreateAccountStatus?.AccountId ?? '';
}

/** Makes the two accounts, as anybody would who manages an organization. */
export async function makeScene(endpoint: string, manager: Keys): Promise<Scene> {
  const management = clientsOf(endpoint, manager);
  return {
    endpoint,
    management,
    a: await partyOf(endpoint, management, 'contract-a'),
    b: await partyOf(endpoint, management, 'contract-b'),
  };
}
