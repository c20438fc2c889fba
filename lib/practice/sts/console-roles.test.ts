import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACME, HUB_BROKER, HUB_WORKER, spokeExternalId } from '../seed/accounts';
import { roleArn } from '../seed/document';
import { codeOf, messageOf } from '../test-practice';
import { assume, practice, startCrossings } from './test-crossings';

beforeAll(startCrossings);
afterAll(() => practice.stop());

describe("the console's own roles", () => {
  it("let the hub worker in with the account's external ID only", async () => {
    const worker = await practice.as(HUB_WORKER);
    for (const accountId of Object.values(ACME)) {
      const arn = roleArn(accountId, 'drawbridge/drawbridge-inventory');
      expect(
        await codeOf(assume(worker, arn, { ExternalId: spokeExternalId(accountId) })),
      ).toBe('ok');
      expect(await codeOf(assume(worker, arn, { ExternalId: 'other' }))).toBe(
        'AccessDenied',
      );
    }
  });

  it("let the broker hand out vendable roles under the person's name, and no other", async () => {
    const broker = await practice.as(HUB_BROKER);
    const named = { RoleSessionName: 'db-mei-7xk2', SourceIdentity: 'db-mei' };
    const arn = roleArn(ACME.data, 'data-writer');
    expect((await assume(broker, arn, named)).SourceIdentity).toBe('db-mei');
    expect(await codeOf(assume(broker, arn, { RoleSessionName: 'mei' }))).toBe(
      'AccessDenied',
    );
    expect(await codeOf(assume(broker, roleArn(ACME.data, 'etl-runner'), named))).toBe(
      'AccessDenied',
    );
    expect(
      await messageOf(
        assume(broker, roleArn(ACME.data, 'drawbridge/drawbridge-change'), named),
      ),
    ).toContain('explicit deny in an identity-based policy');
  });
});
