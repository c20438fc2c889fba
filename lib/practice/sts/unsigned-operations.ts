import { assumeRoleWithWebIdentity } from './assume-role-with-web-identity';
import type { Unsigned } from './unsigned';

type UnsignedOperation = (call: Unsigned, input: never) => Promise<object>;

/** Operations of STS whose callers have no keys yet. */
export const unsignedOperations: Record<string, UnsignedOperation> = {
  AssumeRoleWithWebIdentity: assumeRoleWithWebIdentity,
};
