import type { Judgement } from '../evaluate/combine';
import type { Request } from '../evaluate/request';

/** What the reader should know beside the answer: disputed rules and what is not modelled. */
export function warningsFor(request: Request, judgement: Judgement): string[] {
  return [boundaryWarning(request, judgement), scopeWarning(request)].filter(
    (warning) => warning !== null,
  );
}

/** AWS's pages disagree on a user named directly in a trust policy. */
function boundaryWarning(
  { caller, target }: Request,
  { layers, isSameAccount }: Judgement,
): string | null {
  const { boundary, resource } = layers;
  const isDisputed =
    isSameAccount &&
    caller.kind === 'user' &&
    target.kind === 'role' &&
    boundary.isApplicable &&
    boundary.allow !== true &&
    resource.hits.some(({ match, formula }) => match === 'user' && formula !== false);
  return isDisputed
    ? "The trust policy names the user, so the user's permissions boundary does not have to allow; one AWS page says it must. Allow the action in the boundary to be sure."
    : null;
}

function scopeWarning({ target }: Request): string | null {
  switch (target.kind) {
    case 'bucket':
      return 'Not considered: S3 access control lists, access points, Block Public Access and VPC endpoint policies.';
    case 'key':
      return 'Not considered: KMS grants and VPC endpoint policies.';
    case 'other':
      return target.arn.startsWith('arn:') && !/^arn:[^:]*:(?:iam|sts):/.test(target.arn)
        ? 'Not considered: a policy that the resource itself may carry.'
        : null;
    default:
      return null;
  }
}
