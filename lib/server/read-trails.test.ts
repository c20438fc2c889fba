import type { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readTrails } from '@/lib/aws/read-trails';
import { ACME } from '@/lib/practice/seed/accounts';
import { startTestPractice } from '@/lib/practice/test-practice';

let practice: Awaited<ReturnType<typeof startTestPractice>>;
beforeAll(async () => {
  practice = await startTestPractice();
});
afterAll(() => practice.stop());

const THEIRS = {
  Name: 'theirs',
  TrailARN: 'arn:aws:cloudtrail:us-east-1:999900001111:trail/theirs',
  IsMultiRegionTrail: true,
};

/** As AWS does in an account of an organisation: a trail that another account owns comes first. */
function withTrailOfAnother(client: CloudTrailClient): CloudTrailClient {
  client.middlewareStack.add(
    (next) => async (args) => {
      const answer = await next(args);
      const output = answer.output as { trailList?: unknown[] };
      output.trailList?.unshift(THEIRS);
      return answer;
    },
    { step: 'initialize' },
  );
  return client;
}

it('reads the other trails where the status of one is refused', async () => {
  const { cloudTrail } = await practice.admin(ACME.data);
  expect(await readTrails(withTrailOfAnother(cloudTrail))).toMatchObject({
    ok: true,
    value: [
      { Name: 'theirs', IsMultiRegion: true, IsLogging: null, Since: null },
      { Name: 'acme-trail', IsLogging: true },
    ],
  });
});

it('is refused where the status of every trail is', async () => {
  const { cloudTrail } = await practice.admin(ACME.sandbox);
  expect(await readTrails(withTrailOfAnother(cloudTrail))).toMatchObject({
    ok: false,
    error: { kind: 'refused', operation: 'cloudtrail:GetTrailStatus' },
  });
});
