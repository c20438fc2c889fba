import { absentLayer, judgeShelf, type Layer } from './layer';
import type { Request } from './request';

/**
 * The permissions boundary of the calling user or role. It grants nothing; without one this
 * layer has no say.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
export function boundaryLayer(request: Request): Layer {
  const { boundary } = request.callerPolicies;
  return boundary ? judgeShelf('boundary', boundary, request) : absentLayer('boundary');
}
