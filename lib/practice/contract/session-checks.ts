import { PutRolePolicyCommand, PutUserPolicyCommand } from '@aws-sdk/client-iam';
import {
  AssumeRoleCommand,
  type AssumeRoleCommandInput,
  AssumeRoleWithWebIdentityCommand,
  GetAccessKeyInfoCommand,
  GetCallerIdentityCommand,
  GetFederationTokenCommand,
  GetSessionTokenCommand,
} from '@aws-sdk/client-sts';
import { expect } from 'vitest';
import { allow, documentOf, roleArn, rootArn, trusts, userArn } from '../seed/document';
import { clientsOf } from '../test-practice';
import { fresh, refusal } from './refusal';
import { roleIn } from './role-checks';
import { type Checks, keysOf, type Party, type Scene, sessionOf, userIn } from './scene';

const VALIDATION = /^Validation(Error|Exception)$/;

/** A role of `b` that the administrator of `a` may take, if the rest of the call is right. */
async function assumed(
  { a, b }: Scene,
  more: Partial<AssumeRoleCommandInput>,
): Promise<unknown> {
  const RoleArn = await openRole(b, a);
  return a.sts.send(
    new AssumeRoleCommand({ RoleArn, RoleSessionName: 'contract', ...more }),
  );
}

async function openRole(owner: Party, taker: Party): Promise<string> {
  const trust = documentOf({
    ...trusts(rootArn(taker.id)),
    Action: ['sts:AssumeRole', 'sts:SetSourceIdentity', 'sts:TagSession'],
  });
  return roleArn(owner.id, await roleIn(owner, trust));
}

export const sessionChecks: Checks = {
  'a user learns its own ARN and unique id': async ({ a }) => {
    const who = await a.sts.send(new GetCallerIdentityCommand({}));
    expect(who).toMatchObject({ Account: a.id, Arn: userArn(a.id, 'contract-admin') });
    expect(who.UserId).toMatch(/^AIDA/);
  },
  'a session lasts one hour, and is named after the role': async (scene) => {
    const { a, b } = scene;
    const RoleArn = await openRole(b, a);
    const got = await a.sts.send(
      new AssumeRoleCommand({ RoleArn, RoleSessionName: 'kim' }),
    );
    const name = RoleArn.split('/')[1];
    expect(got.AssumedRoleUser?.Arn).toBe(
      `arn:aws:sts::${b.id}:assumed-role/${name}/kim`,
    );
    expect(got.AssumedRoleUser?.AssumedRoleId).toMatch(/^AROA[A-Z0-9]{17}:kim$/);
    expect(got.Credentials?.SessionToken?.length).toBeGreaterThan(50);
    const seconds = ((got.Credentials?.Expiration?.getTime() ?? 0) - Date.now()) / 1000;
    expect(seconds).toBeGreaterThan(3500);
    expect(seconds).toBeLessThanOrEqual(3601);
  },
  'a session is who it says it is': async (scene) => {
    const RoleArn = await openRole(scene.b, scene.a);
    const session = await sessionOf(scene, scene.a, RoleArn);
    const who = await session.sts.send(new GetCallerIdentityCommand({}));
    expect(who.Account).toBe(scene.b.id);
    expect(who.Arn).toMatch(/:assumed-role\/.*\/contract$/);
  },
  'a source identity comes back': async (scene) => {
    expect(await assumed(scene, { SourceIdentity: 'kim' })).toMatchObject({
      SourceIdentity: 'kim',
    });
  },
  'less than fifteen minutes are refused': (scene) =>
    refusal(assumed(scene, { DurationSeconds: 10 }), VALIDATION),
  'more than the role allows is refused': (scene) =>
    refusal(
      assumed(scene, { DurationSeconds: 7200 }),
      VALIDATION,
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    ),
  'a session name with a space is refused': (scene) =>
    refusal(assumed(scene, { RoleSessionName: 'kim lee' }), VALIDATION),
  'a session policy that is no JSON is refused': (scene) =>
    refusal(assumed(scene, { Policy: '{bad' }), 'MalformedPolicyDocumentException'),
  'a role of a role lasts one hour at most': async (scene) => {
    const { a, b } = scene;
    const trust = documentOf(trusts(rootArn(a.id)));
    const first = await roleIn(a, trust);
    await a.iam.send(
      new PutRolePolicyCommand({
        RoleName: first,
        PolicyName: 'any',
        PolicyDocument: documentOf(allow('sts:AssumeRole')),
      }),
    );
    const session = await sessionOf(scene, a, roleArn(a.id, first));
    const more = { MaxSessionDuration: 43_200 };
    const second = roleArn(b.id, await roleIn(b, trust, more));
    await refusal(
      sessionOf(scene, session, second, { DurationSeconds: 7200 }),
      VALIDATION,
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
    );
  },
  'a key tells its account': async (scene) => {
    const { keys } = await userIn(scene, scene.b, fresh('user'));
    const got = await scene.a.sts.send(
      new GetAccessKeyInfoCommand({ AccessKeyId: keys.accessKeyId }),
    );
    expect(got.Account).toBe(scene.b.id);
  },
  'a session token keeps who the user is': async (scene) => {
    const { Credentials } = await scene.a.sts.send(new GetSessionTokenCommand({}));
    const session = clientsOf(scene.endpoint, keysOf(Credentials));
    const who = await session.sts.send(new GetCallerIdentityCommand({}));
    expect(who.Arn).toBe(userArn(scene.a.id, 'contract-admin'));
  },
  'a federated user has an ARN of its own': async ({ a }) => {
    const got = await a.sts.send(new GetFederationTokenCommand({ Name: 'kim' }));
    expect(got.FederatedUser?.Arn).toBe(`arn:aws:sts::${a.id}:federated-user/kim`);
    expect(got.FederatedUser?.FederatedUserId).toBe(`${a.id}:kim`);
  },
  'a token that is no JWT is refused': async ({ a }) => {
    const RoleArn = roleArn(a.id, 'contract-web');
    await refusal(
      a.sts.send(
        new AssumeRoleWithWebIdentityCommand({
          RoleArn,
          RoleSessionName: 'kim',
          WebIdentityToken: 'garbage',
        }),
      ),
      'InvalidIdentityTokenException',
    );
  },
  'a user who may not take any role is refused': async (scene) => {
    const kim = await userIn(scene, scene.a, fresh('user'));
    const RoleArn = await openRole(scene.b, scene.a);
    await scene.a.iam.send(
      new PutUserPolicyCommand({
        UserName: kim.name,
        PolicyName: 'other',
        PolicyDocument: documentOf(allow('s3:*')),
      }),
    );
    await refusal(
      kim.sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'kim' })),
      'AccessDenied',
      `User: ${userArn(scene.a.id, kim.name)} is not authorized to perform: sts:AssumeRole on resource: ${RoleArn}`,
    );
  },
};
