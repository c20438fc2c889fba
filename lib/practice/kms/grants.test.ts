import {
  CreateRoleCommand,
  DeleteRoleCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import {
  type CreateGrantCommandInput,
  DisableKeyCommand,
  type GrantOperation,
  ListGrantsCommand,
  RevokeGrantCommand,
} from '@aws-sdk/client-kms';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ACME } from '../seed/accounts';
import { deny, documentOf, roleArn, rootArn, trustsService } from '../seed/document';
import { codeOf } from '../test-practice';
import { encrypt, grant, key, renewKey, shop, startGrants, writer } from './test-grants';
import { data, letIn, policyOf, practice, SHOP, WRITER } from './test-keys';

beforeAll(startGrants);
beforeEach(() => renewKey());
afterAll(() => practice.stop());

describe('a grant', () => {
  it.each([
    ['of the same account', () => writer, WRITER],
    ['of another account', () => shop, SHOP],
  ])(
    'lets its grantee %s do what no policy says, until it is revoked',
    async (_, who, arn) => {
      expect(await encrypt(who())).toBe('AccessDeniedException');
      const { GrantId, GrantToken } = await grant(arn, ['Encrypt']);
      expect(GrantToken).toMatch(/\w{20}/);
      expect(await encrypt(who())).toBe('ok');
      await data.kms.send(new RevokeGrantCommand({ KeyId: key.id, GrantId }));
      expect(await encrypt(who())).toBe('AccessDeniedException');
    },
  );

  it('is for its operations and its grantee only', async () => {
    await grant(WRITER, ['Decrypt', 'DescribeKey']);
    await grant(roleArn(ACME.data, 'data-read'), ['Encrypt']);
    expect(await encrypt(writer)).toBe('AccessDeniedException');
  });

  it('gives way to a deny', async () => {
    await renewKey(policyOf({ ...letIn(WRITER, 'kms:Encrypt'), Effect: 'Deny' }));
    await grant(WRITER, ['Encrypt']);
    expect(await encrypt(writer)).toBe('AccessDeniedException');
    await renewKey();
    await grant(SHOP, ['Encrypt']);
    const prod = await practice.admin(ACME.prod);
    const policy = { RoleName: 'shop-api', PolicyName: 'no-keys' };
    const PolicyDocument = documentOf(deny('kms:*'));
    expect(await encrypt(shop)).toBe('ok');
    await prod.iam.send(new PutRolePolicyCommand({ ...policy, PolicyDocument }));
    expect(await encrypt(shop)).toBe('AccessDeniedException');
    await prod.iam.send(
      new PutRolePolicyCommand({ ...policy, PolicyDocument: documentOf(deny('ec2:*')) }),
    );
  });

  it('opens nothing to others whom the key policy leaves to their own account', async () => {
    await renewKey(policyOf(letIn(rootArn(ACME.prod), 'kms:Encrypt')));
    await grant(roleArn(ACME.prod, 'metrics-shipper'), ['Encrypt']);
    expect(await encrypt(shop)).toBe('AccessDeniedException');
    expect(await encrypt(await practice.as(roleArn(ACME.prod, 'metrics-shipper')))).toBe(
      'ok',
    );
  });

  it('to an account leaves it to the policies of the account', async () => {
    await grant(rootArn(ACME.prod), ['Encrypt']);
    expect(await encrypt(shop)).toBe('AccessDeniedException');
    expect(await encrypt(await practice.admin(ACME.prod))).toBe('ok');
  });

  it.each([
    [{ EncryptionContextSubset: { team: 'data' } }, { team: 'data', day: '1' }, 'ok'],
    [
      { EncryptionContextSubset: { team: 'data' } },
      { day: '1' },
      'AccessDeniedException',
    ],
    [{ EncryptionContextEquals: { team: 'data' } }, { team: 'data' }, 'ok'],
    [
      { EncryptionContextEquals: { team: 'data' } },
      { team: 'data', day: '1' },
      'AccessDeniedException',
    ],
    [{ EncryptionContextEquals: { team: 'data' } }, undefined, 'AccessDeniedException'],
  ])('under %j lets the context %j in: %s', async (Constraints, context, code) => {
    await grant(WRITER, ['Encrypt'], { Constraints });
    expect(await encrypt(writer, context)).toBe(code);
  });

  it('lets its grantee pass on no more than it has', async () => {
    const reader = roleArn(ACME.data, 'data-read');
    await grant(WRITER, ['CreateGrant', 'Encrypt'], {
      Constraints: { EncryptionContextSubset: { team: 'data' } },
    });
    const passOn = (
      operations: GrantOperation[],
      Constraints?: CreateGrantCommandInput['Constraints'],
    ) => codeOf(grant(reader, operations, { Constraints }, writer));
    const team = { team: 'data', more: 'too' };
    expect(await passOn(['Encrypt'], { EncryptionContextSubset: team })).toBe('ok');
    expect(await passOn(['Encrypt'], { EncryptionContextEquals: team })).toBe('ok');
    expect(await passOn(['Encrypt'])).toBe('AccessDeniedException');
    expect(await passOn(['Decrypt'], { EncryptionContextSubset: team })).toBe(
      'AccessDeniedException',
    );
    expect(await passOn(['Encrypt'], { EncryptionContextSubset: { other: 'x' } })).toBe(
      'AccessDeniedException',
    );
  });

  it('asked for twice by one name is one grant', async () => {
    const named = () => grant(WRITER, ['Encrypt'], { Name: 'nightly' });
    const [first, second] = [await named(), await named()];
    expect(second.GrantId).toBe(first.GrantId);
    const unnamed = [await grant(WRITER, ['Encrypt']), await grant(WRITER, ['Encrypt'])];
    expect(new Set(unnamed.map(({ GrantId }) => GrantId)).size).toBe(2);
  });

  it('is decided by conditions on what it grants', async () => {
    await renewKey(
      policyOf(
        letIn(WRITER, 'kms:CreateGrant', {
          'ForAllValues:StringEquals': { 'kms:GrantOperations': ['Encrypt'] },
          StringEquals: { 'kms:GranteePrincipal': SHOP },
          Bool: { 'kms:GrantIsForAWSResource': 'false' },
        }),
      ),
    );
    expect(await codeOf(grant(SHOP, ['Encrypt'], {}, writer))).toBe('ok');
    expect(await codeOf(grant(SHOP, ['Encrypt', 'Decrypt'], {}, writer))).toBe(
      'AccessDeniedException',
    );
    expect(await codeOf(grant(WRITER, ['Encrypt'], {}, writer))).toBe(
      'AccessDeniedException',
    );
  });

  it.each([
    [roleArn(ACME.data, 'nobody'), ['Encrypt'], {}, 'InvalidArnException'],
    [WRITER, [], {}, 'ValidationException'],
    [WRITER, ['Sign'], {}, 'ValidationException'],
    [WRITER, ['Sing'], {}, 'ValidationException'],
    [
      WRITER,
      ['Encrypt'],
      {
        Constraints: {
          EncryptionContextSubset: { a: 'b' },
          EncryptionContextEquals: { a: 'b' },
        },
      },
      'ValidationException',
    ],
    [WRITER, ['Encrypt'], { Name: 'a name' }, 'ValidationException'],
    [WRITER, ['Encrypt'], { GrantTokens: ['none'] }, 'InvalidGrantTokenException'],
    [WRITER, ['Encrypt'], { DryRun: true }, 'DryRunOperationException'],
    [
      WRITER,
      ['Encrypt'],
      { GranteeServicePrincipal: 'ec2.amazonaws.com' },
      'UnsupportedOperationException',
    ],
  ])('for %s to %j with %j is refused: %s', async (grantee, operations, more, code) => {
    // some operations are not AWS's on purpose
    const sent = grant(grantee, operations as GrantOperation[], more);
    expect(await codeOf(sent)).toBe(code);
    const { Grants } = await data.kms.send(new ListGrantsCommand({ KeyId: key.id }));
    expect(Grants).toEqual([]);
  });

  it('is not for the namesake of a grantee who is gone', async () => {
    const RoleName = 'passing';
    const arn = roleArn(ACME.prod, RoleName);
    const prod = await practice.admin(ACME.prod);
    const make = () =>
      prod.iam.send(
        new CreateRoleCommand({
          RoleName,
          AssumeRolePolicyDocument: documentOf(trustsService('ec2.amazonaws.com')),
        }),
      );
    const { Role } = await make();
    await grant(arn, ['Encrypt']);
    expect(await encrypt(await practice.as(arn))).toBe('ok');
    await prod.iam.send(new DeleteRoleCommand({ RoleName }));
    await make();
    expect(await encrypt(await practice.as(arn))).toBe('AccessDeniedException');
    const { Grants } = await data.kms.send(new ListGrantsCommand({ KeyId: key.id }));
    expect(Grants?.[0]?.GranteePrincipal).toBe(Role?.RoleId);
  });

  it('is not made on a disabled key', async () => {
    await data.kms.send(new DisableKeyCommand({ KeyId: key.id }));
    expect(await codeOf(grant(WRITER, ['Encrypt']))).toBe('DisabledException');
  });
});
