import { DEFAULT_SESSION_SECONDS } from '@/lib/core/duration';
import { ROLE_PATH, type RoleRequest } from '../recipes/role-request';
import type { DraftFields } from '../schema';
import type { KnownWorld } from '../world/load-world';
import { type Field, rightOf } from './field';
import { resolveHandsOut } from './hands-out';
import {
  existingRoleIn,
  resolveDescription,
  resolveReviewOn,
  resolveRoleName,
  resolveSessionSeconds,
} from './role';
import { resolveTags } from './tags';

/** What every recipe that makes a role asks of it. */
export type RoleFields = {
  roleName: Field<string>;
  description: Field<string>;
  sessionSeconds: Field<number>;
  tags: Field<Record<string, string>>;
  reviewOn: Field<Date>;
  /** As whom the console hands the role out; null where it shall not. */
  handsOut: Field<string | null>;
};

type Known = {
  world: KnownWorld;
  /** Where the role would be; null while that is not known. */
  accountId: string | null;
  /** The name that it gets when none is typed. */
  suggested: string;
  /** Where it would live, if elsewhere than other roles of ours. */
  path?: string | undefined;
  now: Date;
  reviewAfterDays: number;
};

/** Reads the fields that say what the role is like. */
export const resolveRole = (
  fields: DraftFields,
  { world, accountId, suggested, path = ROLE_PATH, now, reviewAfterDays }: Known,
): RoleFields => ({
  roleName: resolveRoleName(fields.roleName, suggested, path, (name) =>
    existingRoleIn(world, accountId, name, path),
  ),
  description: resolveDescription(fields.description),
  sessionSeconds: resolveSessionSeconds(fields.sessionSeconds),
  tags: resolveTags(fields.tags),
  reviewOn: resolveReviewOn(fields.reviewOn, now, reviewAfterDays),
  handsOut: resolveHandsOut(fields, world, accountId),
});

type RoleValues = Pick<
  RoleRequest,
  'roleName' | 'description' | 'sessionSeconds' | 'tags' | 'consoleArn'
>;

/** The same as a request holds it. */
export const roleValuesOf = ({
  roleName,
  description,
  sessionSeconds,
  tags,
  handsOut,
}: RoleFields): RoleValues => {
  const consoleArn = rightOf(handsOut);
  const typed = rightOf(tags) ?? {};
  return {
    roleName: rightOf(roleName) ?? '',
    description: rightOf(description) ?? '',
    sessionSeconds: rightOf(sessionSeconds) ?? DEFAULT_SESSION_SECONDS,
    ...(Object.keys(typed).length > 0 && { tags: typed }),
    ...(consoleArn && { consoleArn }),
  };
};
