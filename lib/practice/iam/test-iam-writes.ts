import { allow, documentOf, trustsService } from '../seed/document';
import { stepAt, totpCode } from '../sts/totp';
import { type Made, made, type Step } from '../test-killed';
import { samlMetadata } from './test-saml';

const TOOLING = 'arn:aws:iam::111122223333';
const TRUST = documentOf(trustsService('ec2.amazonaws.com'));
const READ = documentOf(allow('s3:GetObject', 'arn:aws:s3:::app-logs/*'));
const READ_ALL = documentOf(allow('s3:GetObject'));
const PolicyArn = `${TOOLING}:policy/killed`;
const user = { UserName: 'killed' };
const role = { RoleName: 'killed' };
const group = { GroupName: 'killed' };
const profile = { InstanceProfileName: 'killed' };
const policy = { PolicyArn };
const oidc = { OpenIDConnectProviderArn: `${TOOLING}:oidc-provider/idp.example` };
const saml = { SAMLProviderArn: `${TOOLING}:saml-provider/killed` };
const device = { SerialNumber: `${TOOLING}:mfa/killed` };
const LINKED = 'AWSServiceRoleForECS';

const Tags = [{ Key: 'team', Value: 'platform' }];
const TagKeys = ['team'];
const taggedThenNot = (title: string, about: object): Step[] => [
  [`Tag${title}`, { ...about, Tags }],
  [`Untag${title}`, { ...about, TagKeys }],
];

const inline = { PolicyName: 'inline', PolicyDocument: READ };
const attachedThenNot = (title: string, about: object): Step[] => [
  [`Put${title}Policy`, { ...about, ...inline }],
  [`Delete${title}Policy`, { ...about, PolicyName: 'inline' }],
  [`Attach${title}Policy`, { ...about, PolicyArn }],
  [`Detach${title}Policy`, { ...about, PolicyArn }],
];

const boundThenNot = (title: string, about: object): Step[] => [
  [`Put${title}PermissionsBoundary`, { ...about, PermissionsBoundary: PolicyArn }],
  [`Delete${title}PermissionsBoundary`, { ...about }],
];

const accessKey = (all: Made) => ({
  ...user,
  AccessKeyId: made(all, 'CreateAccessKey', 'AccessKeyId'),
});

/** Two codes of the new device in a row, so many steps from now. */
function codes(all: Made, shift: number) {
  const seed = made(all, 'CreateVirtualMFADevice', 'Base32StringSeed');
  const secret = seed instanceof Uint8Array ? Buffer.from(seed).toString() : '';
  const step = stepAt(Date.now()) + shift;
  return {
    ...device,
    AuthenticationCode1: totpCode(secret, step),
    AuthenticationCode2: totpCode(secret, step + 1),
  };
}

export const IAM_READS: readonly Step[] = [
  [
    'GetAccountAuthorizationDetails',
    { Filter: ['User', 'Role', 'Group', 'LocalManagedPolicy'] },
  ],
  ['ListAccountAliases', {}],
  ['GetAccountPasswordPolicy', {}],
  ['GetCredentialReport', {}],
  ['ListAccessKeys', user],
  ['ListVirtualMFADevices', {}],
  ['ListMFADeviceTags', device],
  ['GetOpenIDConnectProvider', oidc],
  ['GetSAMLProvider', saml],
  ['GetInstanceProfile', profile],
  ['ListPolicyTags', policy],
  ['GetRole', role],
  [
    'GetServiceLastAccessedDetails',
    (all) => ({ JobId: made(all, 'GenerateServiceLastAccessedDetails', 'JobId') }),
  ],
];

export const IAM_WRITES: readonly Step[] = [
  ['CreateAccountAlias', { AccountAlias: 'killed-alias' }],
  ['DeleteAccountAlias', { AccountAlias: 'killed-alias' }],
  ['UpdateAccountPasswordPolicy', { MinimumPasswordLength: 20 }],
  ['DeleteAccountPasswordPolicy', {}],
  ['GenerateCredentialReport', {}],
  ['CreatePolicy', { PolicyName: 'killed', PolicyDocument: READ }],
  ['CreatePolicyVersion', { PolicyArn, PolicyDocument: READ_ALL }],
  ['SetDefaultPolicyVersion', { PolicyArn, VersionId: 'v2' }],
  ['DeletePolicyVersion', { PolicyArn, VersionId: 'v1' }],
  ...taggedThenNot('Policy', policy),
  ['CreateUser', user],
  ...taggedThenNot('User', user),
  ...attachedThenNot('User', user),
  ...boundThenNot('User', user),
  ['CreateAccessKey', user],
  ['UpdateAccessKey', (all) => ({ ...accessKey(all), Status: 'Inactive' })],
  ['DeleteAccessKey', accessKey],
  ['CreateGroup', group],
  ...attachedThenNot('Group', group),
  ['AddUserToGroup', { ...user, ...group }],
  ['RemoveUserFromGroup', { ...user, ...group }],
  ['UpdateGroup', { ...group, NewPath: '/teams/' }],
  ['DeleteGroup', group],
  ['CreateVirtualMFADevice', { VirtualMFADeviceName: 'killed' }],
  ...taggedThenNot('MFADevice', device),
  ['EnableMFADevice', (all) => ({ ...user, ...codes(all, -4) })],
  ['DeactivateMFADevice', { ...user, ...device }],
  ['DeleteVirtualMFADevice', device],
  ['UpdateUser', { ...user, NewPath: '/people/' }],
  ['DeleteUser', user],
  ['CreateRole', { ...role, AssumeRolePolicyDocument: TRUST }],
  ...taggedThenNot('Role', role),
  ...attachedThenNot('Role', role),
  ...boundThenNot('Role', role),
  ['UpdateRole', { ...role, MaxSessionDuration: 7200 }],
  ['UpdateRoleDescription', { ...role, Description: 'says' }],
  [
    'UpdateAssumeRolePolicy',
    { ...role, PolicyDocument: documentOf(trustsService('ecs.amazonaws.com')) },
  ],
  ['GenerateServiceLastAccessedDetails', { Arn: `${TOOLING}:role/killed` }],
  ['CreateInstanceProfile', profile],
  ...taggedThenNot('InstanceProfile', profile),
  ['AddRoleToInstanceProfile', { ...profile, ...role }],
  ['RemoveRoleFromInstanceProfile', { ...profile, ...role }],
  ['DeleteInstanceProfile', profile],
  ['DeleteRole', role],
  ['DeletePolicy', policy],
  ['CreateServiceLinkedRole', { AWSServiceName: 'ecs.amazonaws.com' }],
  ['DeleteServiceLinkedRole', { RoleName: LINKED }],
  [
    'CreateOpenIDConnectProvider',
    { Url: 'https://idp.example', ThumbprintList: ['a'.repeat(40)] },
  ],
  ['AddClientIDToOpenIDConnectProvider', { ...oidc, ClientID: 'app' }],
  ['RemoveClientIDFromOpenIDConnectProvider', { ...oidc, ClientID: 'app' }],
  [
    'UpdateOpenIDConnectProviderThumbprint',
    { ...oidc, ThumbprintList: ['b'.repeat(40)] },
  ],
  ...taggedThenNot('OpenIDConnectProvider', oidc),
  ['DeleteOpenIDConnectProvider', oidc],
  ['CreateSAMLProvider', { Name: 'killed', SAMLMetadataDocument: samlMetadata() }],
  [
    'UpdateSAMLProvider',
    { ...saml, SAMLMetadataDocument: `${samlMetadata()}\n<!-- renewed -->` },
  ],
  ...taggedThenNot('SAMLProvider', saml),
  ['DeleteSAMLProvider', saml],
];
