import type {
  DescribeTrailsCommandInput,
  GetTrailStatusCommandInput,
} from '@aws-sdk/client-cloudtrail';
import { authorize } from '../authorize/authorize';
import type { Call, Given, Operations } from '../operation';
import { AwsError } from '../wire/aws-error';
import type { StoredTrail } from '../world/types';

const arnOf = ({ account: { partition, id } }: Call, { name, homeRegion }: StoredTrail) =>
  `arn:${partition}:cloudtrail:${homeRegion}:${id}:trail/${name}`;

/** A trail of all Regions shows in each, as a shadow of itself. */
const isSeenHere = ({ region }: Call, trail: StoredTrail, withShadows: boolean) =>
  trail.homeRegion === region || (trail.isMultiRegion && withShadows);

/** @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DescribeTrails.html */
function describeTrails(call: Call, input: Given<DescribeTrailsCommandInput>) {
  authorize(call, { action: 'cloudtrail:DescribeTrails', resource: '*' });
  const { trailNameList: names = [], includeShadowTrails = true } = input;
  const isAsked = (trail: StoredTrail) =>
    names.length === 0 ||
    names.includes(trail.name) ||
    names.includes(arnOf(call, trail));
  return {
    trailList: call.account.trails
      .filter((trail) => isSeenHere(call, trail, includeShadowTrails) && isAsked(trail))
      .map((trail) => ({
        Name: trail.name,
        TrailARN: arnOf(call, trail),
        S3BucketName: trail.bucket,
        HomeRegion: trail.homeRegion,
        IsMultiRegionTrail: trail.isMultiRegion,
        IsOrganizationTrail: false,
        IncludeGlobalServiceEvents: trail.isMultiRegion,
        LogFileValidationEnabled: true,
        HasCustomEventSelectors: false,
        HasInsightSelectors: false,
      })),
  };
}

/** @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetTrailStatus.html */
function getTrailStatus(call: Call, { Name }: Given<GetTrailStatusCommandInput>) {
  const found = call.account.trails.find(
    (trail) =>
      arnOf(call, trail) === Name ||
      (trail.name === Name && trail.homeRegion === call.region),
  );
  const { partition, id } = call.account;
  const resource = found
    ? arnOf(call, found)
    : `arn:${partition}:cloudtrail:${call.region}:${id}:trail/${Name}`;
  authorize(call, { action: 'cloudtrail:GetTrailStatus', resource });
  if (!found)
    throw new AwsError('TrailNotFoundException', `Unknown trail: ${Name} for the user.`);
  const since = found.loggingSince;
  return {
    IsLogging: since !== null,
    ...(since !== null && { StartLoggingTime: new Date(since) }),
  };
}

export const trailOperations = {
  DescribeTrails: describeTrails,
  GetTrailStatus: getTrailStatus,
} satisfies Operations;
