import type { TakeableRole } from '../console/find-role';

/** What AWS clients take in a profile's name; a comma or `=` is none of it. */
const NOT_IN_NAME = /[^\w.@+-]+/g;
const ACCOUNT = /^\d{12}$/;
const ROLE_NAME = /^[\w+=,.@-]{1,64}$/;
const REGION = /^[a-z\d-]+$/;
/** What `wishOf` wrote, to know again which roles a block is about. */
const WISH = / creds (\d{12}\/[\w+=,.@-]+) --format process$/;

/** A role as one profile of `~/.aws/config`. */
export type RoleProfile = { name: string; role: TakeableRole; lines: string[] };

/** How `creds` is asked: both parts are of letters that no shell reads as anything else. */
const wishOf = ({ accountId, roleName }: TakeableRole): string =>
  `${accountId}/${roleName}`;

const isWritable = ({ accountId, roleName }: TakeableRole): boolean =>
  ACCOUNT.test(accountId) && ROLE_NAME.test(roleName);

function nameOf(role: TakeableRole, account: string): string {
  const clean = account.replace(NOT_IN_NAME, '-').replace(/^-+|-+$/g, '');
  return `${clean || role.accountId}/${role.roleName.replace(NOT_IN_NAME, '-')}`;
}

/** Names as people know the accounts, but for roles of accounts that are called alike. */
function namesOf(roles: TakeableRole[]): string[] {
  const names = roles.map((role) => nameOf(role, role.accountName));
  const isShared = (name: string) => names.indexOf(name) !== names.lastIndexOf(name);
  return roles.map((role, at) => {
    const name = names[at] ?? '';
    return isShared(name) ? nameOf(role, role.accountId) : name;
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
      return { name, role, lines: linesOf(name, role, { command, endpointUrl }) };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

const linesOf = (
  name: string,
  role: TakeableRole,
  how: { command: string; endpointUrl: string | null },
): string[] => [
  `[profile ${name}]`,
  `credential_process = ${how.command} creds ${wishOf(role)} --format process`,
  ...(REGION.test(role.region) ? [`region = ${role.region}`] : []),
  ...(how.endpointUrl ? [`endpoint_url = ${how.endpointUrl}`] : []),
];

/** Which of the roles a block is about. */
export function rolesIn(block: string, roles: TakeableRole[]): TakeableRole[] {
  const wishes = new Set(block.split(/\r?\n/).map((line) => WISH.exec(line)?.[1]));
  return roles.filter((role) => wishes.has(wishOf(role)));
}
