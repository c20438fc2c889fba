import { DescribeTrailsCommand, GetTrailStatusCommand } from '@aws-sdk/client-cloudtrail';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ACME } from '../seed/accounts';
import { codeOf, startTestPractice } from '../test-practice';

let practice: Awaited<ReturnType<typeof startTestPractice>>;
beforeAll(async () => {
  practice = await startTestPractice();
});
afterAll(() => practice.stop());

it('tells the trail of an account, and that it is logging', async () => {
  const { cloudTrail } = await practice.admin(ACME.data);
  const { trailList = [] } = await cloudTrail.send(new DescribeTrailsCommand({}));
  expect(trailList).toMatchObject([
    { Name: 'acme-trail', IsMultiRegionTrail: true, S3BucketName: 'acme-cloudtrail' },
  ]);
  const Name = trailList[0]?.TrailARN;
  const status = await cloudTrail.send(new GetTrailStatusCommand({ Name }));
  expect(status.IsLogging).toBe(true);
  expect(status.StartLoggingTime).toBeInstanceOf(Date);
});

it('has an account without a trail, and knows no other by name', async () => {
  const { cloudTrail } = await practice.admin(ACME.sandbox);
  const { trailList } = await cloudTrail.send(new DescribeTrailsCommand({}));
  expect(trailList).toEqual([]);
  const asked = cloudTrail.send(new GetTrailStatusCommand({ Name: 'acme-trail' }));
  expect(await codeOf(asked)).toBe('TrailNotFoundException');
});
