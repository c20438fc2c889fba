import {
  AddClientIDToOpenIDConnectProviderCommand,
  AddRoleToInstanceProfileCommand,
  AttachRolePolicyCommand,
  CreateInstanceProfileCommand,
  CreateOpenIDConnectProviderCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateSAMLProviderCommand,
  DeleteInstanceProfileCommand,
  DeleteOpenIDConnectProviderCommand,
  DeleteRoleCommand,
  DeleteSAMLProviderCommand,
  DetachRolePolicyCommand,
  RemoveClientIDFromOpenIDConnectProviderCommand,
  RemoveRoleFromInstanceProfileCommand,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { PutKeyPolicyCommand } from '@aws-sdk/client-kms';
import { DeleteBucketPolicyCommand, PutBucketPolicyCommand } from '@aws-sdk/client-s3';
import type { AwsWrite, MakingWrite } from '@/lib/ports';
import type { Clients } from './clients';
import { regionOfKey } from './read-resource-policies';
import { deleteInline, putInline, type Sent } from './send-inline';
import { attachTo, deletePolicy, detachFrom, putPolicyVersion } from './send-policies';

type At = { clients: Clients; accountId: string };
type Sender<Write extends AwsWrite> = (at: At, write: Write) => Sent;

/** Sends a write. What AWS throws is the caller's to map. */
export function sendWrite(at: At, write: AwsWrite): Sent {
  // The table has for each kind the sender of that kind, which TypeScript cannot follow.
  const send = SENDERS[write.kind] as Sender<AwsWrite>;
  return send(at, write);
}

const tagsOf = ({ tags }: MakingWrite) =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

const SENDERS: {
  [Kind in AwsWrite['kind']]: Sender<Extract<AwsWrite, { kind: Kind }>>;
} = {
  'create-role': ({ clients }, write) =>
    clients.iam().send(
      new CreateRoleCommand({
        RoleName: write.roleName,
        Path: write.path,
        ...(write.description ? { Description: write.description } : {}),
        MaxSessionDuration: write.maxSessionSeconds,
        PermissionsBoundary: write.boundaryArn,
        AssumeRolePolicyDocument: write.trust,
        Tags: tagsOf(write),
      }),
    ),
  'create-policy': ({ clients }, write) =>
    clients.iam().send(
      new CreatePolicyCommand({
        PolicyName: write.policyName,
        Path: write.path,
        PolicyDocument: write.document,
        Tags: tagsOf(write),
      }),
    ),
  'create-instance-profile': ({ clients }, write) =>
    clients.iam().send(
      new CreateInstanceProfileCommand({
        InstanceProfileName: write.profileName,
        Path: write.path,
        Tags: tagsOf(write),
      }),
    ),
  'create-oidc-provider': ({ clients }, write) =>
    clients.iam().send(
      new CreateOpenIDConnectProviderCommand({
        Url: write.url,
        ClientIDList: write.clientIds,
        Tags: tagsOf(write),
      }),
    ),
  'create-saml-provider': ({ clients }, write) =>
    clients.iam().send(
      new CreateSAMLProviderCommand({
        Name: write.name,
        SAMLMetadataDocument: write.metadata,
        Tags: tagsOf(write),
      }),
    ),
  'put-trust': ({ clients }, { roleName: RoleName, document: PolicyDocument }) =>
    clients.iam().send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument })),
  'put-inline-policy': ({ clients }, write) => putInline(clients.iam(), write),
  'put-bucket-policy': ({ clients, accountId }, write) =>
    clients.s3(write.region).send(
      new PutBucketPolicyCommand({
        Bucket: write.bucket,
        Policy: write.document,
        ExpectedBucketOwner: accountId,
      }),
    ),
  // AWS's own check against locking the key away stays on, always.
  'put-key-policy': ({ clients }, { keyArn: KeyId, document: Policy }) =>
    clients.kms(regionOfKey(KeyId)).send(
      new PutKeyPolicyCommand({
        KeyId,
        PolicyName: 'default',
        Policy,
        BypassPolicyLockoutSafetyCheck: false,
      }),
    ),
  'put-policy-version': ({ clients }, write) => putPolicyVersion(clients.iam(), write),
  'attach-to': ({ clients }, write) => attachTo(clients.iam(), write),
  'attach-policy': ({ clients }, { roleName: RoleName, policyArn: PolicyArn }) =>
    clients.iam().send(new AttachRolePolicyCommand({ RoleName, PolicyArn })),
  'tag-role': ({ clients }, { roleName: RoleName, key: Key, value: Value }) =>
    clients.iam().send(new TagRoleCommand({ RoleName, Tags: [{ Key, Value }] })),
  'add-role-to-profile': ({ clients }, { profileName, roleName: RoleName }) =>
    clients.iam().send(
      new AddRoleToInstanceProfileCommand({
        InstanceProfileName: profileName,
        RoleName,
      }),
    ),
  'add-audience': ({ clients }, { providerArn, audience: ClientID }) =>
    clients.iam().send(
      new AddClientIDToOpenIDConnectProviderCommand({
        OpenIDConnectProviderArn: providerArn,
        ClientID,
      }),
    ),
  'delete-role': ({ clients }, { roleName: RoleName }) =>
    clients.iam().send(new DeleteRoleCommand({ RoleName })),
  'delete-inline-policy': ({ clients }, write) => deleteInline(clients.iam(), write),
  'delete-bucket-policy': ({ clients, accountId }, { bucket: Bucket, region }) =>
    clients
      .s3(region)
      .send(new DeleteBucketPolicyCommand({ Bucket, ExpectedBucketOwner: accountId })),
  'delete-policy': ({ clients }, write) => deletePolicy(clients.iam(), write),
  'detach-from': ({ clients }, write) => detachFrom(clients.iam(), write),
  'detach-policy': ({ clients }, { roleName: RoleName, policyArn: PolicyArn }) =>
    clients.iam().send(new DetachRolePolicyCommand({ RoleName, PolicyArn })),
  'untag-role': ({ clients }, { roleName: RoleName, key }) =>
    clients.iam().send(new UntagRoleCommand({ RoleName, TagKeys: [key] })),
  'remove-role-from-profile': ({ clients }, { profileName, roleName: RoleName }) =>
    clients.iam().send(
      new RemoveRoleFromInstanceProfileCommand({
        InstanceProfileName: profileName,
        RoleName,
      }),
    ),
  'delete-instance-profile': ({ clients }, { profileName: InstanceProfileName }) =>
    clients.iam().send(new DeleteInstanceProfileCommand({ InstanceProfileName })),
  'remove-audience': ({ clients }, { providerArn, audience: ClientID }) =>
    clients.iam().send(
      new RemoveClientIDFromOpenIDConnectProviderCommand({
        OpenIDConnectProviderArn: providerArn,
        ClientID,
      }),
    ),
  'delete-oidc-provider': ({ clients }, { providerArn: OpenIDConnectProviderArn }) =>
    clients
      .iam()
      .send(new DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn })),
  'delete-saml-provider': ({ clients }, { providerArn: SAMLProviderArn }) =>
    clients.iam().send(new DeleteSAMLProviderCommand({ SAMLProviderArn })),
};
