import {
  CreateGrantCommand,
  type CreateGrantCommandInput,
  CreateKeyCommand,
  ListGrantsCommand,
  ListRetirableGrantsCommand,
  RetireGrantCommand,
  RevokeGrantCommand,
} from '@aws-sdk/client-kms';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ACME, LUMEN_AUDIT } from '../seed/accounts';
import { userArn } from '../seed/document';
import { codeOf, memoryStore, messageOf, startTestPractice } from '../test-practice';
import { encrypt, grant, key, renewKey, shop, startGrants, writer } from './test-grants';
import { type Clients, data, letIn, policyOf, practice, SHOP, WRITER } from './test-keys';

beforeAll(startGrants);
beforeEach(() => renewKey());
afterAll(() => practice.stop());

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
    await renewKey(policyOf(letIn(WRITER, 'kms:RetireGrant')));
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
