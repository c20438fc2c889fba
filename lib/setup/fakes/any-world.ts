import fc from 'fast-check';
import type { CollectedAccount, CollectedOrg, RoleDetail } from '@/lib/iam/world';
import {
  allow,
  BOUNDARIES,
  BUCKET_POLICIES,
  CALLERS,
  CONTROLS,
  KEYS,
  policyOf,
  type Statement,
} from './any-policy';
import { KEY } from './console-with-key';
import { account, CI, DATA, organization, readings, TOOLING } from './inventory';

export const EKS_HOST = 'oidc.eks.eu-west-1.amazonaws.com/id/9F2C41D07A5B4E8C';
const GITHUB = 'token.actions.githubusercontent.com';
export const CORP = `arn:aws:iam::${DATA}:saml-provider/corp`;
const OPS = `arn:aws:iam::${DATA}:policy/ops`;

/** One of them at times, and mostly none, so that not everything is refused. */
const seldom = <T>(values: T[]): fc.Arbitrary<T | null> =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, fc.constantFrom(...values));

const circumstances = fc.record({
  bucketPolicy: seldom(BUCKET_POLICIES),
  keyPolicy: seldom(KEYS),
  caller: seldom(CALLERS),
  boundary: seldom(BOUNDARIES),
  scp: seldom(CONTROLS),
  rcp: seldom(CONTROLS),
  controlled: fc.constantFrom('root', TOOLING, DATA),
  members: fc.constantFrom(null, [TOOLING, DATA], [DATA], [TOOLING, DATA]),
  isToolingRead: fc.constantFrom(true, true, true, true, false),
  isToolingConnected: fc.constantFrom(true, true, true, false),
  hasProviders: fc.constantFrom(true, true, true, false),
  /** Who may take the caller's role: nobody, somebody, and one more who takes that one first. */
  chain: fc.constantFrom(0, 1, 2),
});
type Made<T> = T extends fc.Arbitrary<infer V> ? V : never;
type Circumstances = Made<typeof circumstances>;

const managed = (Arn: string, statement: Statement) => ({
  PolicyName: Arn.slice(Arn.lastIndexOf('/') + 1),
  Arn,
  DefaultVersionId: 'v1',
  PolicyVersionList: [
    { VersionId: 'v1', IsDefaultVersion: true, Document: policyOf(statement) },
  ],
});

function changeCallers(tooling: CollectedAccount, { caller, boundary }: Circumstances) {
  // A list for each: what a plan writes to one must not show up at the others.
  const own = () => (caller ? [{ PolicyName: 'own', PolicyDocument: caller }] : []);
  const bound = boundary && {
    PermissionsBoundary: {
      PermissionsBoundaryType: 'Policy',
      PermissionsBoundaryArn: boundary,
    },
  };
  for (const user of tooling.UserDetailList)
    Object.assign(user, { UserPolicyList: own() }, bound);
  for (const role of tooling.RoleDetailList)
    if (role.Arn === CI) Object.assign(role, { RolePolicyList: own() }, bound);
  tooling.Buckets = [{ Name: 'metrics', Region: 'eu-west-1', Policy: null }];
  tooling.Policies.push(managed(`arn:aws:iam::${TOOLING}:policy/only-s3`, allow('s3:*')));
}

const JUMP = `arn:aws:iam::${TOOLING}:role/jump`;
const READER = `arn:aws:iam::${DATA}:role/Data-Reader`;

/** Roles by which others come to be the caller. */
function chainCallers(
  tooling: CollectedAccount,
  data: CollectedAccount,
  chain: number,
): void {
  const trusting = (AWS: string) =>
    policyOf(allow('sts:AssumeRole', { Principal: { AWS } }));
  for (const role of tooling.RoleDetailList)
    if (role.Arn === CI && chain > 0) role.AssumeRolePolicyDocument = trusting(JUMP);
  const own = [{ PolicyName: 'own', PolicyDocument: policyOf(allow('sts:AssumeRole')) }];
  for (const role of data.RoleDetailList)
    if (role.Arn === READER && chain > 1) role.RolePolicyList = own;
  tooling.RoleDetailList.push({
    Path: '/',
    RoleName: 'jump',
    RoleId: 'AROAJUMPJUMPJUMPJUMP',
    Arn: JUMP,
    AssumeRolePolicyDocument: trusting(READER),
  });
}

function changeOwner(
  data: CollectedAccount,
  { bucketPolicy, keyPolicy, hasProviders }: Circumstances,
) {
  const Encryption = keyPolicy
    ? { Algorithm: 'aws:kms', KeyArn: KEY }
    : { Algorithm: 'AES256', KeyArn: null };
  const bucket = { Name: 'app-logs', Region: 'eu-west-1', Policy: bucketPolicy };
  data.Buckets = [{ ...bucket, Encryption }];
  data.Keys = keyPolicy
    ? [{ KeyId: KEY, Arn: KEY, Policy: keyPolicy, KeyManager: 'CUSTOMER' }]
    : [];
  data.Policies.push(managed(OPS, allow(['ec2:DescribeInstances', 'ec2:Start*'])));
  data.Policies.push(managed(`arn:aws:iam::${DATA}:policy/narrow`, allow('s3:Get*')));
  data.SAMLProviders = [{ Arn: CORP }];
  if (!hasProviders) return;
  data.OpenIDConnectProviders = [EKS_HOST, GITHUB].map((Url) => ({
    Arn: `arn:aws:iam::${DATA}:oidc-provider/${Url}`,
    Url,
    ClientIDList: ['sts.amazonaws.com'],
  }));
}

function orgOf({
  members,
  scp,
  rcp,
  controlled,
}: Circumstances): CollectedOrg | undefined {
  if (!members) return undefined;
  const org = organization(...members);
  const target = org.Targets.find(
    ({ Id }) => Id === (controlled === 'root' ? 'r-root' : controlled),
  );
  if (scp && target) {
    org.Policies['p-scp'] = {
      Type: 'SERVICE_CONTROL_POLICY',
      Name: 'limits',
      Content: policyOf(scp),
    };
    target.ServiceControlPolicies = ['p-full', 'p-scp'];
  }
  if (rcp && target) {
    org.Policies['p-rcp'] = {
      Type: 'RESOURCE_CONTROL_POLICY',
      Name: 'perimeter',
      Content: policyOf({ ...rcp, Principal: '*' }),
    };
    target.ResourceControlPolicies = ['p-full', 'p-rcp'];
  }
  return org;
}

/** Any two accounts, with an organisation or without: policies that help, hinder or do neither. */
export const anyWorld = circumstances.map((given) => {
  const world = readings();
  const { [TOOLING]: tooling, [DATA]: data } = world;
  if (!tooling || !data) throw new Error('The inventory has no such accounts.');
  changeCallers(tooling, given);
  changeOwner(data, given);
  chainCallers(tooling, data, given.chain);
  const accounts = [account(TOOLING, 'Tooling'), account(DATA, 'Data')];
  const [ofTooling] = accounts;
  if (ofTooling && !given.isToolingConnected) ofTooling.connection = null;
  if (!given.isToolingRead && !given.isToolingConnected) delete world[TOOLING];
  const org = orgOf(given);
  return { world, accounts, ...(org && { org }) };
});

export type AnyWorld = Made<typeof anyWorld>;

/** An account that nobody here reads, with one caller, its administrator. */
export const unreadAccount = (id: string): CollectedAccount => {
  const caller: RoleDetail = {
    Path: '/',
    RoleName: 'caller',
    RoleId: 'AROACALLERCALLERCALL',
    Arn: `arn:aws:iam::${id}:role/caller`,
    AssumeRolePolicyDocument: policyOf(),
    RolePolicyList: [{ PolicyName: 'all', PolicyDocument: policyOf(allow('*')) }],
  };
  return {
    UserDetailList: [],
    GroupDetailList: [],
    RoleDetailList: [caller],
    Policies: [],
  };
};
