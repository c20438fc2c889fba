import type { CollectedAccount } from '@/lib/iam/world';
import { iamArn, REGION, rootArn, VENDOR } from './account-plan';
import { oddConditions } from './oddities/odd-conditions';
import { oddEntries, oddPrincipals } from './oddities/odd-principals';
import { twistDocument } from './oddities/twist-document';
import { type Policy, policy, type Statement } from './policy';
import { isOdd, type Scene } from './scene';

type Buckets = NonNullable<CollectedAccount['Buckets']>;

const MOST_BUCKETS = 4;
const READ = ['s3:GetObject', 's3:ListBucket'];

/** The account's buckets; their policies are where `NotPrincipal` is allowed. */
export function buckets(scene: Scene): Buckets {
  const { account, random } = scene;
  const count = random.below(MOST_BUCKETS);
  return Array.from({ length: count }, (_, number) => {
    const name = `${account.team}-${account.id}-${number}`;
    const document = bucketPolicy(scene, name);
    return {
      Name: name,
      Policy: document && twistDocument(scene, document),
      Region: REGION,
    };
  });
}

function bucketPolicy(scene: Scene, name: string): Policy | null {
  const bucket = `arn:aws:s3:::${name}`;
  const resources = [bucket, `${bucket}/*`];
  const about = (statement: Statement): Policy =>
    policy({ ...statement, Resource: resources });
  if (isOdd(scene, 0.6)) return about(oddStatement(scene));
  return scene.random.weighted<() => Policy | null>([
    [() => null, 3],
    [() => about(onlyEncrypted), 3],
    [() => about(hubReads(scene)), 3],
    [() => about(membersRead(scene)), 2],
    [() => about(nobodyBut(scene)), 3],
    [() => about(everyoneBut), 1],
  ])();
}

const onlyEncrypted: Statement = {
  Sid: 'OnlyEncrypted',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};

const hubReads = ({ hub, random }: Scene): Statement => ({
  Effect: 'Allow',
  Principal: {
    AWS: random.chance(0.5) ? rootArn(hub.account) : random.pick(hub.roles).arn,
  },
  Action: READ,
});

const membersRead = ({ organization }: Scene): Statement => ({
  Effect: 'Allow',
  Principal: '*',
  Action: READ,
  Condition: { StringEquals: { 'aws:PrincipalOrgID': organization } },
});

/** The role, its sessions and the account are spared; everybody else is denied. */
function nobodyBut({ account, roles, random }: Scene): Statement {
  const { name, arn } = random.pick(roles);
  const session = `assumed-role/${name}/nightly`;
  const spared = `arn:${account.partition}:sts::${account.id}:${session}`;
  return {
    Effect: 'Deny',
    NotPrincipal: { AWS: [rootArn(account), arn, spared] },
    Action: ['s3:PutObject', 's3:DeleteObject'],
  };
}

/** Lets in the whole world but for one vendor: a mistake to find. */
const everyoneBut: Statement = {
  Effect: 'Allow',
  NotPrincipal: { AWS: [rootArn(VENDOR), iamArn(VENDOR, 'role/collector')] },
  Action: 's3:GetObject',
};

function oddStatement(scene: Scene): Statement {
  const { random } = scene;
  const isNegated = random.chance(0.4);
  return {
    Effect: random.chance(0.4) ? 'Deny' : 'Allow',
    ...(isNegated
      ? { NotPrincipal: { AWS: oddEntries(scene, null) } }
      : { Principal: oddPrincipals(scene, null) }),
    Action: random.pick([READ, 's3:*', '*', 's3:Get*']),
    ...(random.chance(0.4) ? { Condition: oddConditions(scene) } : {}),
  };
}
