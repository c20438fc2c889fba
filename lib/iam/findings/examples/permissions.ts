import type { CollectedWorld } from '../../world';
import type { Example } from '../example-world';
import {
  allow,
  deny,
  exampleWorld,
  HOME,
  policy,
  roleArn,
  SISTER,
} from '../example-world';
import { anyRole, held, inOrg, take } from './statements';

/** Mistakes that a document can mend. */
export const permissionsMendable: Example[] = [
  [
    'self-assume-not-trusted',
    'beside others',
    exampleWorld({
      own: policy(
        allow({
          Action: 'sts:AssumeRole',
          Resource: [roleArn('Target'), roleArn('Ci', SISTER)],
        }),
      ),
    }),
  ],
  [
    'notaction-allow-sts',
    'all but iam',
    held(allow({ NotAction: 'iam:*', Resource: '*' })),
  ],
  ['assume-any-role', 'nothing else', held(allow(anyRole))],
  [
    'assume-any-role',
    'sts:* beside others',
    held(allow({ Action: ['s3:GetObject', 'sts:*'], Resource: '*' })),
  ],
  [
    'assume-any-role',
    'with roles that can be taken',
    exampleWorld({
      trust: policy(take({ AWS: `arn:aws:iam::${HOME}:user/alice` })),
      alice: policy(allow({ Action: 'sts:Assume*', Resource: 'arn:aws:iam::*:role/*' })),
    }),
  ],
];

/** Mistakes that no document may mend by itself, with words of the reason. */
export const permissionsUnmendable: Example[] = [
  [
    'self-assume-not-trusted',
    'no other statement',
    exampleWorld({
      own: policy(allow({ Action: 'sts:AssumeRole', Resource: roleArn('Target') })),
    }),
  ],
  [
    'assume-any-role',
    'AWS keeps this policy',
    withManaged('arn:aws:iam::aws:policy/AnyRole', policy(allow(anyRole))),
  ],
];

/** What looks like a mistake and is none. */
export const permissionsHarmless: Example[] = [
  [
    'self-assume-not-trusted',
    'everyone is trusted',
    exampleWorld({
      trust: policy(take('*', inOrg)),
      own: policy(allow({ Action: 'sts:AssumeRole', Resource: roleArn('Target') })),
    }),
  ],
  [
    'assume-any-role',
    'a denial takes it back',
    held(allow(anyRole), deny({ Action: 'sts:*', NotResource: roleArn('Target') })),
  ],
  [
    'assume-any-role',
    'in the organization only',
    held(
      allow({
        ...anyRole,
        Condition: { StringEquals: { 'aws:ResourceOrgID': 'o-a1b2c3d4e5' } },
      }),
    ),
  ],
  [
    'notaction-allow-sts',
    'roles are among the exceptions',
    held(allow({ NotAction: ['iam:*', 'STS:Assume*'], Resource: '*' })),
  ],
];

function withManaged(arn: string, document: unknown): CollectedWorld {
  const world = exampleWorld({});
  const account = world.accounts[HOME];
  if (!account) return world;
  const [alice, ...others] = account.UserDetailList;
  const attached = { PolicyName: 'AnyRole', PolicyArn: arn };
  const held = alice ? [{ ...alice, AttachedManagedPolicies: [attached] }] : [];
  const version = { VersionId: 'v1', IsDefaultVersion: true, Document: document };
  const managed = {
    PolicyName: 'AnyRole',
    Arn: arn,
    DefaultVersionId: 'v1',
    PolicyVersionList: [version],
  };
  const mended = {
    ...account,
    UserDetailList: [...held, ...others],
    Policies: [managed],
  };
  return { ...world, accounts: { ...world.accounts, [HOME]: mended } };
}
