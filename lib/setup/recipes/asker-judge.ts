import type { Access } from './recipe';
import type { RoleRequest } from './role-request';

/** Judges a request as if one of those who ask had asked alone. */
export const askerJudge =
  <Request extends Pick<RoleRequest, 'askers'>>(
    request: Request,
    judgeOf: (one: Request) => Access['judge'],
  ): NonNullable<Access['judgeAsker']> =>
  (facts, arn) =>
    request.askers.includes(arn) ? judgeOf({ ...request, askers: [arn] })(facts) : null;
