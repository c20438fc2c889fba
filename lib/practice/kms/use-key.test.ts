import { expect, it } from 'vitest';
import { callerOf } from '../authorize/caller';
import { type Call, newTrace } from '../operation';
import { ACME } from '../seed/accounts';
import { buildSeed } from '../seed/build-seed';
import { documentOf } from '../seed/document';
import { memoryStore } from '../test-practice';
import { toLive } from '../world/live-world';
import { makeKey } from '../world/make-key';
import type { AccountState } from '../world/types';
import { createWorlds } from '../world/worlds';
import { makeKmsKey, nameKmsKey } from './make-kms-key';
import { ACCOUNT, letIn, SHOP } from './test-keys';
import { useKey } from './use-key';

const NOW_MS = Date.UTC(2026, 10, 24);
const S3 = 's3.eu-west-1.amazonaws.com';
const OBJECT = { 'aws:s3:arn': 'arn:aws:s3:::reports/a.csv' };

/** A world, and a call to S3 of an account's administrator or of one of its roles. */
function scene() {
  const live = toLive(buildSeed('org', { id: 'w', tag: 'AAAA', nowMs: NOW_MS }));
  const worlds = createWorlds({ store: memoryStore(), now: () => NOW_MS, log: () => {} });
  const accountAt = (id: string): AccountState => {
    const account = live.state.accounts.get(id);
    if (!account) throw new Error(`no account ${id}`);
    return account;
  };
  const callOf = (accountId: string, roleName: string): Call => {
    const account = accountAt(accountId);
    const key = makeKey(live.state, {
      accountId,
      owner: {
        kind: 'role',
        session: {
          roleId: account.roles.get(roleName)?.id ?? '',
          sessionName: 'test',
          policies: [],
          policyArns: [],
          tags: {},
          transitiveTagKeys: [],
          sourceIdentity: null,
          isChained: false,
        },
      },
      createdAt: NOW_MS,
      session: { expiresAt: NOW_MS + 3600_000, mfaAt: null },
    });
    const caller = callerOf(live.state, key);
    if (!caller) throw new Error(`no role ${roleName}`);
    return {
      worlds,
      live,
      world: live.state,
      caller,
      account,
      service: 's3',
      operation: 'PutObject',
      region: 'us-east-1',
      userAgent: '',
      isPresigned: false,
      nowMs: NOW_MS,
      trace: newTrace(),
    };
  };
  const keyWith = (...statements: ReturnType<typeof letIn>[]) => {
    const account = accountAt(ACME.data);
    const key = makeKmsKey(account, {
      region: 'eu-west-1',
      policy: documentOf(...statements),
      createdAt: account.joinedAt,
    });
    nameKmsKey(account, key, 'alias/reports', account.joinedAt);
    return key;
  };
  return { callOf, keyWith };
}

const use = (
  call: Call,
  keyId: string,
  more: Partial<Parameters<typeof useKey>[1]> = {},
) =>
  useKey(call, {
    keyId,
    action: 'kms:GenerateDataKey',
    viaService: S3,
    encryptionContext: OBJECT,
    ...more,
  });
const refusal = (code: string, message: string) =>
  expect.objectContaining({ code, message: expect.stringContaining(message) });

const writer = (call: ReturnType<typeof scene>['callOf']) =>
  call(ACME.data, 'data-writer');
const WRITER_ARN = `arn:aws:iam::${ACME.data}:role/data-writer`;

it('uses a key by any of its names, in the Region of the service', () => {
  const { callOf, keyWith } = scene();
  const key = keyWith(ACCOUNT, letIn(WRITER_ARN, 'kms:GenerateDataKey'));
  const call = writer(callOf);
  for (const keyId of [key.id, key.arn, 'alias/reports'])
    expect(use(call, keyId)).toEqual({ arn: key.arn });
  const inAnother = { viaService: 's3.us-east-1.amazonaws.com' };
  expect(() => use(call, key.arn, inAnother)).toThrow(
    refusal('NotFoundException', 'Invalid arn eu-west-1'),
  );
  expect(() => use(call, key.arn, { action: 'kms:Decrypt' })).toThrow(
    refusal(
      'AccessDenied',
      'because no identity-based policy allows the kms:Decrypt action',
    ),
  );
});

it('asks as the caller, with the service and the context of the object', () => {
  const { callOf, keyWith } = scene();
  const only = {
    StringEquals: {
      'kms:ViaService': S3,
      'kms:EncryptionContext:aws:s3:arn': OBJECT['aws:s3:arn'],
    },
  };
  const key = keyWith(letIn(WRITER_ARN, 'kms:GenerateDataKey', only));
  const call = writer(callOf);
  expect(use(call, key.arn)).toEqual({ arn: key.arn });
  const other = { encryptionContext: { 'aws:s3:arn': 'arn:aws:s3:::reports/b.csv' } };
  expect(() => use(call, key.arn, other)).toThrow(
    refusal('AccessDenied', 'because no resource-based policy allows'),
  );
  const shop = callOf(ACME.prod, 'shop-api');
  expect(() => use(shop, key.arn)).toThrow(
    refusal('AccessDenied', 'kms:GenerateDataKey'),
  );
});

it('makes the key that S3 has in an account, which no other account can use', () => {
  const { callOf } = scene();
  const call = writer(callOf);
  const { arn } = use(call, 'alias/aws/s3');
  expect(arn).toMatch(new RegExp(`^arn:aws:kms:eu-west-1:${ACME.data}:key/`));
  expect(use(call, 'alias/aws/s3')).toEqual({ arn });
  expect(use(call, arn, { action: 'kms:Decrypt' })).toEqual({ arn });
  const shop = callOf(ACME.prod, 'shop-api');
  expect(() => use(shop, arn, { action: 'kms:Decrypt' })).toThrow(
    refusal('AccessDenied', 'a resource-based policy explicitly denies access'),
  );
  expect(use(shop, 'alias/aws/s3').arn).toContain(ACME.prod);
  expect(() => use(call, 'alias/aws/nothing')).toThrow(
    refusal('NotFoundException', 'alias/aws/nothing is not found'),
  );
});

it('does not use a key that can do nothing', () => {
  const { callOf, keyWith } = scene();
  const key = keyWith(letIn(WRITER_ARN, 'kms:*'));
  const call = writer(callOf);
  key.state = 'Disabled';
  expect(() => use(call, key.arn)).toThrow(refusal('DisabledException', 'is disabled.'));
  key.state = 'PendingDeletion';
  expect(() => use(call, key.arn)).toThrow(
    refusal('KMSInvalidStateException', 'is pending deletion.'),
  );
});

it('uses a key by a grant', () => {
  const { callOf, keyWith } = scene();
  const key = keyWith(ACCOUNT);
  const call = callOf(ACME.prod, 'shop-api');
  expect(() => use(call, key.arn)).toThrow(refusal('AccessDenied', ''));
  key.grants.push({
    id: 'g',
    token: 't',
    name: null,
    createdAt: key.createdAt,
    issuer: ACME.data,
    grantee: SHOP,
    retiring: null,
    operations: ['GenerateDataKey'],
    constraint: { kind: 'subset', context: OBJECT },
  });
  expect(use(call, key.arn)).toEqual({ arn: key.arn });
  expect(() => use(call, key.arn, { encryptionContext: {} })).toThrow(
    refusal('AccessDenied', ''),
  );
});
