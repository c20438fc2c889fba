import { type Call, changed, type Operations } from '../operation';
import { noSuchEntity } from '../wire/aws-error';
import type { AccountState } from '../world/types';
import { findEntity } from './arns';
import { findPolicy } from './find-policy';
import { allowedEntity, changeable, forKinds, type Holder } from './holder';

export const boundaryOut = (arn: string | null) =>
  arn
    ? {
        PermissionsBoundary: {
          PermissionsBoundaryType: 'PermissionsBoundaryPolicy' as const,
          PermissionsBoundaryArn: arn,
        },
      }
    : {};

export const boundaryContext = (arn: string | undefined): Record<string, string> =>
  arn === undefined ? {} : { 'iam:PermissionsBoundary': arn };

/** The boundary of an input: a managed policy that is there. */
export function checkBoundary(
  account: AccountState,
  arn: string | undefined,
): string | null {
  if (arn === undefined) return null;
  if (!findPolicy(account, arn))
    throw noSuchEntity(`Scope ARN: ${arn} does not exist or is not attachable.`);
  return arn;
}

const BOUNDED = ['role', 'user'] as const;
type Bounded = Holder<(typeof BOUNDED)[number]>;

function put(call: Call, holder: Bounded, input: { PermissionsBoundary: string }) {
  const arn = input.PermissionsBoundary;
  const action = `iam:Put${holder.title}PermissionsBoundary`;
  const entity = changeable(allowedEntity(call, action, holder, boundaryContext(arn)));
  entity.boundary = checkBoundary(call.account, arn);
  changed(call);
  return {};
}

function remove(call: Call, holder: Bounded) {
  const { kind, name, title } = holder;
  const boundary = findEntity(call.account, kind, name)?.boundary ?? undefined;
  const action = `iam:Delete${title}PermissionsBoundary`;
  const entity = changeable(
    allowedEntity(call, action, holder, boundaryContext(boundary)),
  );
  if (entity.boundary === null)
    throw noSuchEntity(`The ${kind} with name ${name} has no permissions boundary.`);
  entity.boundary = null;
  changed(call);
  return {};
}

export const boundaryOperations: Operations = {
  ...forKinds(BOUNDED, (title) => `Put${title}PermissionsBoundary`, put),
  ...forKinds(BOUNDED, (title) => `Delete${title}PermissionsBoundary`, remove),
};
