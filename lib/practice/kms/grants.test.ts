import {
  CreateRoleCommand,
  DeleteRoleCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import {
  CreateGrantCommand,
  type CreateGrantCommandInput,
  CreateKeyCommand,
  DisableKeyCommand,
  EncryptCommand,
  type GrantOperation,
  ListGrantsCommand,
  ListRetirableGrantsCommand,
  RetireGrantCommand,
  RevokeGrantCommand,
} from '@aws-sdk/client-kms';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ACME, LUMEN_AUDIT } from '../seed/accounts';
import {
  deny,
  documentOf,
  roleArn,
  rootArn,
  trustsService,
  userArn,
} from '../seed/document';
import { codeOf, memoryStore, messageOf, startTestPractice } from '../test-practice';
import {
  type Clients,
  data,
  letIn,
  makeKey,
  policyOf,
  practice,
  SHOP,
  startKms,
  WRITER,
} from './test-keys';

let writer: Clients;
let shop: Clients;
let key: { arn: string; id: string };

beforeAll(async () => {
  await startKms();
  writer = await practice.as(WRITER);
  shop = await practice.as(SHOP);
});
beforeEach(async () => {
  key = await makeKey();
});
afterAll(() => practice.stop());

const grant = (
  GranteePrincipal: string,
  Operations: GrantOperation[],
  more: Partial<CreateGrantCommandInput> = {},
  who: Clients = data,
) =>
  who.kms.send(
    new CreateGrantCommand({ KeyId: key.arn, GranteePrincipal, Operations, ...more }),
  );
const encrypt = (who: Clients, EncryptionContext?: Record<string, string>) =>
  codeOf(
    who.kms.send(
      new EncryptCommand({
        KeyId: key.arn,
        Plaintext: Buffer.from('x'),
        EncryptionContext,
      }),
    ),
  );

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
    key = await makeKey({
      Policy: policyOf({ ...letIn(WRITER, 'kms:Encrypt'), Effect: 'Deny' }),
    });
    await grant(WRITER, ['Encrypt']);
    expect(await encrypt(writer)).toBe('AccessDeniedException');
    key = await makeKey();
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
    key = await makeKey({ Policy: policyOf(letIn(rootArn(ACME.prod), 'kms:Encrypt')) });
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
    key = await makeKey({
      Policy: policyOf(
        letIn(WRITER, 'kms:CreateGrant', {
          'ForAllValues:StringEquals': { 'kms:GrantOperations': ['Encrypt'] },
          StringEquals: { 'kms:GranteePrincipal': SHOP },
          Bool: { 'kms:GrantIsForAWSResource': 'false' },
        }),
      ),
    });
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

it('lists grants without their tokens, by grantee and page by page', async () => {
  const { GrantId } = await grant(WRITER, ['Encrypt'], {
    Name: 'one',
    RetiringPrincipal: SHOP,
    Constraints: { EncryptionContextSubset: { a: 'b' } },
  });
  await grant(SHOP, ['Decrypt']);
  const list = (more: object = {}) =>
    data.kms.send(new ListGrantsCommand({ KeyId: key.id, ...more }));
  const { Grants } = await list({ GranteePrincipal: WRITER });
  expect(Grants).toEqual([
    {
      KeyId: key.arn,
      GrantId,
      Name: 'one',
      CreationDate: expect.any(Date),
      GranteePrincipal: WRITER,
      RetiringPrincipal: SHOP,
      IssuingAccount: `arn:aws:iam::${ACME.data}:root`,
      Operations: ['Encrypt'],
      Constraints: { EncryptionContextSubset: { a: 'b' } },
    },
  ]);
  const first = await list({ Limit: 1 });
  const second = await list({ Limit: 1, Marker: first.NextMarker });
  expect([first.Truncated, second.Truncated]).toEqual([true, false]);
  expect(await messageOf(list({ GrantId: 'none' }))).toBe('Grant ID none not found');
});

describe('retiring', () => {
  const retire = (who: Clients, input: object) =>
    codeOf(who.kms.send(new RetireGrantCommand(input)));

  it('is for whom the grant names, by its token or its id, across accounts', async () => {
    const first = await grant(WRITER, ['Encrypt'], { RetiringPrincipal: SHOP });
    const second = await grant(WRITER, ['Encrypt'], { RetiringPrincipal: SHOP });
    const prod = await practice.admin(ACME.prod);
    const { Grants } = await prod.kms.send(
      new ListRetirableGrantsCommand({ RetiringPrincipal: SHOP }),
    );
    expect(Grants?.map(({ GrantId }) => GrantId).sort()).toEqual(
      expect.arrayContaining([first.GrantId, second.GrantId].sort()),
    );
    expect(await retire(writer, { GrantToken: first.GrantToken })).toBe(
      'AccessDeniedException',
    );
    const DryRun = true;
    expect(await retire(shop, { GrantToken: first.GrantToken, DryRun })).toBe(
      'DryRunOperationException',
    );
    expect(await retire(shop, { GrantToken: first.GrantToken })).toBe('ok');
    expect(await retire(shop, { KeyId: key.arn, GrantId: second.GrantId })).toBe('ok');
    expect(await encrypt(writer)).toBe('AccessDeniedException');
  });

  it('is for the grantee when the grant says so, and for the account of the key', async () => {
    const one = await grant(WRITER, ['Encrypt', 'RetireGrant']);
    expect(await retire(writer, { GrantToken: one.GrantToken })).toBe('ok');
    const two = await grant(WRITER, ['Encrypt']);
    expect(await retire(data, { GrantToken: two.GrantToken })).toBe('ok');
  });

  it('is not for whom a key policy alone allows it', async () => {
    key = await makeKey({ Policy: policyOf(letIn(WRITER, 'kms:RetireGrant')) });
    const { GrantToken } = await grant(SHOP, ['Encrypt']);
    expect(await retire(writer, { GrantToken })).toBe('AccessDeniedException');
    expect(await retire(shop, { GrantToken })).toBe('AccessDeniedException');
  });

  it('needs a grant that is there', async () => {
    expect(await retire(data, {})).toBe('ValidationException');
    expect(await retire(data, { GrantToken: 'none' })).toBe('InvalidGrantTokenException');
    expect(await retire(data, { KeyId: key.arn, GrantId: 'none' })).toBe(
      'NotFoundException',
    );
    const revoke = new RevokeGrantCommand({ KeyId: key.id, GrantId: 'none' });
    expect(await codeOf(data.kms.send(revoke))).toBe('NotFoundException');
    const others = new ListRetirableGrantsCommand({
      RetiringPrincipal: userArn(LUMEN_AUDIT, 'break-glass'),
    });
    expect(await codeOf(data.kms.send(others))).toBe('InvalidArnException');
  });
});

it('survives a restart, and so does its end by another account', async () => {
  const store = memoryStore();
  const first = await startTestPractice({ store, worldId: 'kept' });
  const admin = await first.admin(ACME.data);
  const { KeyMetadata } = await admin.kms.send(new CreateKeyCommand({}));
  const input: CreateGrantCommandInput = {
    KeyId: KeyMetadata?.Arn,
    GranteePrincipal: SHOP,
    Operations: ['Encrypt', 'RetireGrant'],
  };
  const kept = await admin.kms.send(new CreateGrantCommand(input));
  const { GrantToken } = await admin.kms.send(new CreateGrantCommand(input));
  const grantee = await first.as(SHOP);
  await grantee.kms.send(new RetireGrantCommand({ GrantToken }));
  await first.stop();

  const second = await startTestPractice({ store, worldId: 'kept' });
  const again = await second.admin(ACME.data);
  const { Grants } = await again.kms.send(
    new ListGrantsCommand({ KeyId: KeyMetadata?.KeyId }),
  );
  expect(Grants?.map(({ GrantId }) => GrantId)).toEqual([kept.GrantId]);
  await second.stop();
});
