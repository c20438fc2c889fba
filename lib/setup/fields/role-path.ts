import { cleanTyped } from '@/lib/core/clean-typed';
import { validateField } from '@/lib/iam/validate/validate-field';
import { ROLE_PATH } from '../recipes/role-request';
import { type Field, right, wrong } from './field';

/** Where a role shall live: this console may write roles under its own path and nowhere else. */
export function resolveRolePath(typed: string): Field<string> {
  const path = cleanTyped(typed) || ROLE_PATH;
  const verdict = validateField('Path', path);
  if (!verdict.valid) return wrong(verdict.message);
  return path.startsWith(ROLE_PATH)
    ? right(path)
    : wrong(
        `Begin the path with ${ROLE_PATH}: that is where this console may write roles, and nowhere else.`,
      );
}
