import type {
  DeleteRolePermissionsBoundaryCommandInput,
  DeleteUserPermissionsBoundaryCommandInput,
  PutRolePermissionsBoundaryCommandInput,
  PutUserPermissionsBoundaryCommandInput,
} from '@aws-sdk/client-iam';
import { authorize } from '../authorize/authorize';
import { type Call, changed, type Given, type Operations } from '../operation';
import { noSuchEntity } from '../wire/aws-error';
import type { AccountState } from '../world/types';
import { arnFor, entityNamed } from './arns';
import { findPolicy } from './find-policy';

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

function put(call: Call, kind: 'user' | 'role', name: string, arn: string) {
  const verb = kind === 'user' ? 'User' : 'Role';
  authorize(call, {
    action: `iam:Put${verb}PermissionsBoundary`,
    resource: arnFor(call.account, kind, name),
    context: boundaryContext(arn),
  });
  entityNamed(call.account, kind, name).boundary = checkBoundary(call.account, arn);
  changed(call);
  return {};
}

function remove(call: Call, kind: 'user' | 'role', name: string) {
  const verb = kind === 'user' ? 'User' : 'Role';
  const boundary = call.account[`${kind}s`].get(name.toLowerCase())?.boundary;
  authorize(call, {
    action: `iam:Delete${verb}PermissionsBoundary`,
    resource: arnFor(call.account, kind, name),
    context: boundaryContext(boundary ?? undefined),
  });
  const entity = entityNamed(call.account, kind, name);
  if (entity.boundary === null)
    throw noSuchEntity(`The ${kind} with name ${name} has no permissions boundary.`);
  entity.boundary = null;
  changed(call);
  return {};
}

export const boundaryOperations = {
  PutRolePermissionsBoundary: (
    call: Call,
    input: Given<PutRolePermissionsBoundaryCommandInput>,
  ) => put(call, 'role', input.RoleName, input.PermissionsBoundary),
  PutUserPermissionsBoundary: (
    call: Call,
    input: Given<PutUserPermissionsBoundaryCommandInput>,
  ) => put(call, 'user', input.UserName, input.PermissionsBoundary),
  DeleteRolePermissionsBoundary: (
    call: Call,
    input: Given<DeleteRolePermissionsBoundaryCommandInput>,
  ) => remove(call, 'role', input.RoleName),
  DeleteUserPermissionsBoundary: (
    call: Call,
    input: Given<DeleteUserPermissionsBoundaryCommandInput>,
  ) => remove(call, 'user', input.UserName),
} satisfies Operations;
