import {
  AttachUserPolicyCommand,
  CreateUserCommand,
  DeleteUserCommand,
  GetRoleCommand,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { expect } from 'vitest';
import {
  allow,
  awsPolicy,
  documentOf,
  roleArn,
  rootArn,
  type SeedStatement,
  trusts,
  trustsService,
  userArn,
} from '../seed/document';
import { userWith } from './permission-checks';
import { fresh, refusal } from './refusal';
import { decoded, roleIn } from './role-checks';
import { type Checks, type Scene, sessionOf, userIn } from './scene';

const DENIED = 'AccessDenied';

/** What the administrator of `a` hears who takes a role of `b` with this trust policy. */
async function taken(
  scene: Scene,
  statement: SeedStatement,
  ExternalId?: string,
): Promise<unknown> {
  const role = roleArn(scene.b.id, await roleIn(scene.b, documentOf(statement)));
  return sessionOf(scene, scene.a, role, { ExternalId });
}

const asking = (
  { a }: Scene,
  operator: string,
  key: string,
  value: string,
): SeedStatement => trusts(rootArn(a.id), { [operator]: { [key]: value } });

const withId = (scene: Scene, operator = 'StringEquals', value = 'right') =>
  asking(scene, operator, 'sts:ExternalId', value);

export const trustChecks: Checks = {
  'the right external ID opens': (scene) => taken(scene, withId(scene), 'right'),
  'a wrong external ID does not': (scene) =>
    refusal(taken(scene, withId(scene), 'wrong'), DENIED),
  'no external ID does not': (scene) => refusal(taken(scene, withId(scene)), DENIED),
  'an external ID may be a pattern': async (scene) => {
    const pattern = withId(scene, 'StringLike', 'r*t');
    await taken(scene, pattern, 'right');
    await refusal(taken(scene, pattern, 'wrong'), DENIED);
  },
  'a trust that asks for MFA stays shut without it': (scene) =>
    refusal(
      taken(scene, asking(scene, 'Bool', 'aws:MultiFactorAuthPresent', 'true')),
      DENIED,
    ),
  'a trust in another account is none in this one': (scene) =>
    refusal(taken(scene, trusts(rootArn(scene.b.id))), DENIED),
  'a trust in a service is none in people': (scene) =>
    refusal(taken(scene, trustsService('ec2.amazonaws.com')), DENIED),
  'a role that does not exist is refused as any other': async (scene) => {
    const RoleArn = roleArn(scene.b.id, 'no-such-role');
    await refusal(
      scene.a.sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'kim' })),
      DENIED,
      `is not authorized to perform: sts:AssumeRole on resource: ${RoleArn}`,
    );
  },
  'trust alone does not open another account': async (scene) => {
    const { a, b } = scene;
    const user = await userWith(scene, a);
    const trust = documentOf(trusts(userArn(a.id, user.name)));
    const role = roleArn(b.id, await roleIn(b, trust));
    await refusal(sessionOf(scene, user, role), DENIED);
  },
  'trust in the very user is enough in its own account': async (scene) => {
    const { a } = scene;
    const user = await userWith(scene, a);
    const trust = documentOf(trusts(userArn(a.id, user.name)));
    await sessionOf(scene, user, roleArn(a.id, await roleIn(a, trust)));
  },
  'trust in the own account leaves it to policies of users': async (scene) => {
    const { a } = scene;
    const trust = documentOf(trusts(rootArn(a.id)));
    const role = roleArn(a.id, await roleIn(a, trust));
    const may = await userWith(scene, a, allow('sts:AssumeRole', role));
    const mayNot = await userWith(scene, a, allow('sts:AssumeRole', `${role}-other`));
    await sessionOf(scene, may, role);
    await refusal(sessionOf(scene, mayNot, role), DENIED);
  },
  'a denial in a trust policy wins': async (scene) => {
    const { a } = scene;
    const user = await userIn(scene, a, fresh('user'));
    await a.iam.send(
      new AttachUserPolicyCommand({
        UserName: user.name,
        PolicyArn: awsPolicy('AdministratorAccess'),
      }),
    );
    const trust = documentOf(trusts(rootArn(a.id)), {
      ...trusts(userArn(a.id, user.name)),
      Effect: 'Deny',
    });
    const role = roleArn(a.id, await roleIn(a, trust));
    await sessionOf(scene, a, role);
    await refusal(
      sessionOf(scene, user, role),
      DENIED,
      'with an explicit deny in the role trust policy',
    );
  },
  'a role takes the next role of a chain': async (scene) => {
    const { a, b } = scene;
    const first = await roleIn(a, documentOf(trusts(rootArn(a.id))));
    const last = roleArn(b.id, await roleIn(b, documentOf(trusts(roleArn(a.id, first)))));
    const session = await sessionOf(scene, a, roleArn(a.id, first));
    await refusal(sessionOf(scene, session, last), DENIED);
    await a.iam.send(
      new PutRolePolicyCommand({
        RoleName: first,
        PolicyName: 'next',
        PolicyDocument: documentOf(allow('sts:AssumeRole', last)),
      }),
    );
    await sessionOf(scene, session, last);
  },
};

export const trustDocumentChecks: Checks = {
  'a trust document that is no JSON is refused': async ({ a }) => {
    await refusal(roleIn(a, '{bad'), 'MalformedPolicyDocumentException');
  },
  'a trust in a principal that does not exist is refused': async ({ a }) => {
    const nobody = roleArn(a.id, 'no-such-role');
    await refusal(
      roleIn(a, documentOf(trusts(nobody))),
      'MalformedPolicyDocumentException',
      `Invalid principal in policy: "AWS":"${nobody}"`,
    );
  },
  'a trust document without a principal is refused': async ({ a }) => {
    const RoleName = await roleIn(a);
    const PolicyDocument = documentOf(allow('sts:AssumeRole'));
    await refusal(
      a.iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument })),
      'MalformedPolicyDocumentException',
    );
  },
  'an account that is named by its id is saved as its ARN': async ({ a, b }) => {
    const RoleName = await roleIn(a, documentOf(trusts([b.id])));
    const { Role } = await a.iam.send(new GetRoleCommand({ RoleName }));
    expect(decoded(Role?.AssumeRolePolicyDocument)).toMatchObject({
      Statement: [{ Principal: { AWS: [rootArn(b.id)] } }],
    });
  },
  'a deleted principal stays in a trust as its unique id': async ({ a }) => {
    const UserName = fresh('user');
    const { User } = await a.iam.send(new CreateUserCommand({ UserName }));
    const trust = documentOf(trusts([rootArn(a.id), userArn(a.id, UserName)]));
    const RoleName = await roleIn(a, trust);
    await a.iam.send(new DeleteUserCommand({ UserName }));
    const { Role } = await a.iam.send(new GetRoleCommand({ RoleName }));
    expect(decoded(Role?.AssumeRolePolicyDocument)).toMatchObject({
      Statement: [{ Principal: { AWS: expect.arrayContaining([User?.UserId]) } }],
    });
  },
};
