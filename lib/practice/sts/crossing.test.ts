import {
  CreateUserCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  PutRolePolicyCommand,
  PutUserPermissionsBoundaryCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACME, LUMEN_AUDIT } from '../seed/accounts';
import { allow, documentOf, roleArn, rootArn, trusts, userArn } from '../seed/document';
import { codeOf, messageOf } from '../test-practice';
import { ANA, ana, assume, makeRole, practice, startCrossings } from './test-crossings';

beforeAll(startCrossings);
afterAll(() => practice.stop());

describe('crossing accounts', () => {
  it('needs the external ID of the trust: right, wrong, none', async () => {
    const arn = await makeRole(
      ACME.data,
      'm-ext',
      trusts(rootArn(ACME.tooling), { StringEquals: { 'sts:ExternalId': 'x-42' } }),
    );
    expect(await codeOf(assume(ana, arn, { ExternalId: 'x-42' }))).toBe('ok');
    expect(await codeOf(assume(ana, arn, { ExternalId: 'X-42' }))).toBe('AccessDenied');
    expect(await codeOf(assume(ana, arn))).toBe('AccessDenied');
  });

  it('3.14: needs the identity policy of the caller too, and says so', async () => {
    const arn = await makeRole(
      ACME.data,
      'm-exact',
      trusts([ANA, userArn(ACME.tooling, 'bob')]),
    );
    expect(await codeOf(assume(ana, arn))).toBe('ok');
    const bob = await practice.as(userArn(ACME.tooling, 'bob'));
    expect(await messageOf(assume(bob, arn))).toBe(
      `User: ${userArn(ACME.tooling, 'bob')} is not authorized to perform: sts:AssumeRole on resource: ${arn} because no identity-based policy allows the sts:AssumeRole action`,
    );
  });

  it('needs the trust policy of the role, whoever asks', async () => {
    const arn = await makeRole(ACME.data, 'm-other', trusts(rootArn(ACME.prod)));
    expect(await messageOf(assume(ana, arn))).toContain(
      'because no role trust policy allows',
    );
    const deniedByTrust = await makeRole(
      ACME.data,
      'm-deny',
      trusts(rootArn(ACME.tooling)),
      {
        Effect: 'Deny',
        Principal: { AWS: ANA },
        Action: 'sts:AssumeRole',
      },
    );
    expect(await messageOf(assume(ana, deniedByTrust))).toContain(
      'with an explicit deny in the role trust policy',
    );
  });

  it('does not tell why a company outside the organisation is refused', async () => {
    const collector = await practice.as(roleArn(LUMEN_AUDIT, 'collector'));
    const arn = roleArn(ACME.data, 'audit-reader');
    expect(await messageOf(assume(collector, arn))).toBe(
      `User: arn:aws:sts::${LUMEN_AUDIT}:assumed-role/collector/practice is not authorized to perform: sts:AssumeRole on resource: ${arn}`,
    );
    expect(await codeOf(assume(collector, arn, { ExternalId: 'lum-7Q4c-data' }))).toBe(
      'ok',
    );
  });

  it('gives the same refusal for a role that does not exist', async () => {
    const refused = assume(ana, roleArn(ACME.data, 'm-nobody'));
    await expect(refused).rejects.toMatchObject({
      name: 'AccessDenied',
      $metadata: { httpStatusCode: 403 },
    });
    expect(await codeOf(assume(ana, 'arn:aws:iam::000000000000:role/m-nobody'))).toBe(
      'AccessDenied',
    );
  });

  it('is stopped by a boundary that is silent', async () => {
    const arn = await makeRole(ACME.data, 'm-bound', trusts(rootArn(ACME.tooling)));
    const { iam } = await practice.admin(ACME.tooling);
    await iam.send(new CreateUserCommand({ UserName: 'bounded' }));
    const policy = documentOf(allow('sts:AssumeRole'));
    await iam.send(
      new PutUserPolicyCommand({
        UserName: 'bounded',
        PolicyName: 'p',
        PolicyDocument: policy,
      }),
    );
    const bounded = await practice.as(userArn(ACME.tooling, 'bounded'));
    expect(await codeOf(assume(bounded, arn))).toBe('ok');
    await iam.send(
      new PutUserPermissionsBoundaryCommand({
        UserName: 'bounded',
        PermissionsBoundary: 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess',
      }),
    );
    expect(await messageOf(assume(bounded, arn))).toContain(
      'because no permissions boundary allows the sts:AssumeRole action',
    );
  });

  it('is stopped by a service control policy', async () => {
    const jenkins = await practice.as(roleArn(ACME.tooling, 'old-jenkins'));
    expect(await messageOf(assume(jenkins, roleArn(ACME.prod, 'deploy')))).toContain(
      'with an explicit deny in a service control policy',
    );
  });

  it('works without an identity policy inside one account when the trust names the user', async () => {
    const arn = await makeRole(
      ACME.tooling,
      'n-same',
      trusts(userArn(ACME.tooling, 'bob')),
    );
    const bob = await practice.as(userArn(ACME.tooling, 'bob'));
    expect(await codeOf(assume(bob, arn))).toBe('ok');
    const delegated = await makeRole(
      ACME.tooling,
      'n-root',
      trusts(rootArn(ACME.tooling)),
    );
    expect(await codeOf(assume(bob, delegated))).toBe('AccessDenied');
  });

  it('no longer works for a namesake of a deleted principal', async () => {
    const friend = await makeRole(ACME.tooling, 'm-friend', trusts(ANA));
    const arn = await makeRole(ACME.data, 'm-trusts-friend', trusts(friend));
    const { iam } = await practice.admin(ACME.tooling);
    const give = () =>
      iam.send(
        new PutRolePolicyCommand({
          RoleName: 'm-friend',
          PolicyName: 'p',
          PolicyDocument: documentOf(allow('sts:AssumeRole')),
        }),
      );
    await give();
    expect(await codeOf(assume(await practice.as(friend), arn))).toBe('ok');
    await iam.send(
      new DeleteRolePolicyCommand({ RoleName: 'm-friend', PolicyName: 'p' }),
    );
    await iam.send(new DeleteRoleCommand({ RoleName: 'm-friend' }));
    await makeRole(ACME.tooling, 'm-friend', trusts(ANA));
    await give();
    expect(await codeOf(assume(await practice.as(friend), arn))).toBe('AccessDenied');
  });
});
