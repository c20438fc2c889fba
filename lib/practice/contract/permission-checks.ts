import {
  ListRolesCommand,
  ListUsersCommand,
  PutRolePolicyCommand,
  PutUserPermissionsBoundaryCommand,
  PutUserPolicyCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import {
  AttachPolicyCommand,
  CreatePolicyCommand,
  DetachPolicyCommand,
} from '@aws-sdk/client-organizations';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import {
  allow,
  awsPolicy,
  deny,
  documentOf,
  roleArn,
  rootArn,
  type SeedStatement,
  trusts,
  userArn,
} from '../seed/document';
import { clientsOf } from '../test-practice';
import { fresh, refusal } from './refusal';
import { roleIn } from './role-checks';
import { type Checks, type Party, type Scene, sessionOf, userIn } from './scene';

const DENIED = 'AccessDenied';

/** A new user of the account with these statements as its policy. */
export async function userWith(
  scene: Scene,
  party: Party,
  ...statements: SeedStatement[]
) {
  const user = await userIn(scene, party, fresh('user'));
  const PolicyDocument = documentOf(...statements);
  if (statements.length > 0)
    await party.iam.send(
      new PutUserPolicyCommand({
        UserName: user.name,
        PolicyName: 'own',
        PolicyDocument,
      }),
    );
  return user;
}

export const accessKeyChecks: Checks = {
  'a wrong secret does not sign': async (scene) => {
    const { keys } = await userIn(scene, scene.a, fresh('user'));
    const wrong = { ...keys, secretAccessKey: 'x'.repeat(40) };
    const { sts } = clientsOf(scene.endpoint, wrong);
    await refusal(sts.send(new GetCallerIdentityCommand({})), 'SignatureDoesNotMatch');
  },
  'an unknown key is nobody': async ({ endpoint }) => {
    const { sts } = clientsOf(endpoint, {
      accessKeyId: 'AKIAUNKNOWNUNKNOWN00',
      secretAccessKey: 'x'.repeat(40),
    });
    await refusal(
      sts.send(new GetCallerIdentityCommand({})),
      'InvalidClientTokenId',
      'The security token included in the request is invalid',
    );
  },
  'an inactive key is nobody': async (scene) => {
    const user = await userIn(scene, scene.a, fresh('user'));
    await scene.a.iam.send(
      new UpdateAccessKeyCommand({
        UserName: user.name,
        AccessKeyId: user.keys.accessKeyId,
        Status: 'Inactive',
      }),
    );
    await refusal(
      user.sts.send(new GetCallerIdentityCommand({})),
      'InvalidClientTokenId',
    );
  },
};

export const permissionChecks: Checks = {
  'a user without policies may nothing': async (scene) => {
    const user = await userWith(scene, scene.a);
    await refusal(
      user.iam.send(new ListUsersCommand({})),
      DENIED,
      `User: ${userArn(scene.a.id, user.name)} is not authorized to perform: iam:ListUsers on resource: arn:aws:iam::${scene.a.id}:user/ because no identity-based policy allows the iam:ListUsers action`,
    );
  },
  'a user may what its policy allows': async (scene) => {
    const user = await userWith(scene, scene.a, allow('iam:ListUsers'));
    await user.iam.send(new ListUsersCommand({}));
    await refusal(user.iam.send(new ListRolesCommand({})), DENIED);
  },
  'a denial wins over what is allowed': async (scene) => {
    const user = await userWith(scene, scene.a, allow('*'), deny('iam:ListUsers'));
    await refusal(
      user.iam.send(new ListUsersCommand({})),
      DENIED,
      'with an explicit deny in an identity-based policy',
    );
  },
  'a condition that is not met allows nothing': async (scene) => {
    const Condition = { StringEquals: { 'aws:RequestedRegion': 'no-such-region' } };
    const user = await userWith(scene, scene.a, allow('iam:*', '*', { Condition }));
    await refusal(user.iam.send(new ListUsersCommand({})), DENIED);
  },
  'a boundary limits what a policy allows': async (scene) => {
    const user = await userWith(scene, scene.a, allow('*'));
    await scene.a.iam.send(
      new PutUserPermissionsBoundaryCommand({
        UserName: user.name,
        PermissionsBoundary: awsPolicy('AmazonS3ReadOnlyAccess'),
      }),
    );
    await refusal(
      user.iam.send(new ListUsersCommand({})),
      DENIED,
      'because no permissions boundary allows the iam:ListUsers action',
    );
  },
  'a session policy limits what a role may': async (scene) => {
    const { a } = scene;
    const RoleName = await roleIn(a, documentOf(trusts(rootArn(a.id))));
    await a.iam.send(
      new PutRolePolicyCommand({
        RoleName,
        PolicyName: 'iam',
        PolicyDocument: documentOf(allow('iam:*')),
      }),
    );
    const Policy = documentOf(allow('iam:ListUsers'));
    const session = await sessionOf(scene, a, roleArn(a.id, RoleName), { Policy });
    await session.iam.send(new ListUsersCommand({}));
    await refusal(
      session.iam.send(new ListRolesCommand({})),
      DENIED,
      'because no session policy allows the iam:ListRoles action',
    );
  },
  'a service control policy stops the administrator of an account': async (scene) => {
    const { management, b } = scene;
    const made = await management.organizations.send(
      new CreatePolicyCommand({
        Name: fresh('scp'),
        Description: 'no listing of users',
        Type: 'SERVICE_CONTROL_POLICY',
        Content: documentOf(deny('iam:ListUsers')),
      }),
    );
    const attached = { PolicyId: made.Policy?.PolicySummary?.Id, TargetId: b.id };
    await management.organizations.send(new AttachPolicyCommand(attached));
    try {
      await refusal(
        b.iam.send(new ListUsersCommand({})),
        DENIED,
        'with an explicit deny in a service control policy',
      );
    } finally {
      await management.organizations.send(new DetachPolicyCommand(attached));
    }
    await b.iam.send(new ListUsersCommand({}));
  },
};
