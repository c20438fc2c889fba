import { profileName } from '@/lib/core/profile-name';
import { processProfile, wishOf } from '@/lib/credentials/process-profile';
import type { TakeableRole } from '../console/find-role';

const ACCOUNT = /^\d{12}$/;
const ROLE_NAME = /^[\w+=,.@-]{1,64}$/;
/** What `wishOf` wrote, to know again which roles a block is about. */
const WISH = / creds (\d{12}\/[\w+=,.@-]+) --format process$/;

/** A role as one profile of `~/.aws/config`. */
export type RoleProfile = { name: string; role: TakeableRole; lines: string[] };

const isWritable = ({ accountId, roleName }: TakeableRole): boolean =>
  ACCOUNT.test(accountId) && ROLE_NAME.test(roleName);

/** Names as people know the accounts, but for roles of accounts that are called alike. */
function namesOf(roles: TakeableRole[]): string[] {
  const names = roles.map((role) => profileName(role, role.roleName));
  const isShared = (name: string) => names.indexOf(name) !== names.lastIndexOf(name);
  return roles.map((role, at) => {
    const name = names[at] ?? '';
    const byId = { accountName: '', accountId: role.accountId };
    return isShared(name) ? profileName(byId, role.roleName) : name;
  });
}

/**
 * A profile for each role, by name. AWS clients take credentials by running `command`.
 *
 * @param command of this program, as a shell takes it
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html
 */
export function roleProfiles(
  roles: TakeableRole[],
  command: string,
  endpointUrl: string | null,
): RoleProfile[] {
  const writable = roles.filter(isWritable);
  const names = namesOf(writable);
  return writable
    .map((role, at) => {
      const name = names[at] ?? '';
      return { name, role, lines: processProfile(name, role, { command, endpointUrl }) };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Which of the roles a block is about. */
export function rolesIn(block: string, roles: TakeableRole[]): TakeableRole[] {
  const wishes = new Set(block.split(/\r?\n/).map((line) => WISH.exec(line)?.[1]));
  return roles.filter((role) => wishes.has(wishOf(role)));
}
