import type { Call } from '../operation';
import { validationError } from '../wire/aws-error';

/** Calls without a user name are about the caller, when the caller is a user. */
export function ownName(call: Call): string {
  if (call.caller.kind !== 'user')
    throw validationError('Must specify userName when calling with non-User credentials');
  return call.caller.user.name;
}
