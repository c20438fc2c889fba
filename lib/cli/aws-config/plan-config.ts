import { err, ok, type Result } from '@/lib/core/result';
import { findRole, type RolesAnswer, type TakeableRole } from '../console/find-role';
import { printable } from '../console/printable';
import { framed, partsOf, profilesIn, withBlock } from './config-block';
import { type RoleProfile, roleProfiles, rolesIn } from './role-profiles';

export type ConfigWish = { isAll: boolean; wishes: string[] };

/** What a configuration file is to become. */
export type ConfigPlan = {
  text: string;
  /** The lines between our two, and those. */
  lines: string[];
  profilesTotal: number;
  /** What was asked for and is not written, and why. */
  leftOut: string[];
};

const NOTHING = 'no profile of ours is there yet. Name a role, or all of them by --all';

/** All of the roles, or those that the file has already and those asked for now. */
function chosenOf(
  { roles }: RolesAnswer,
  { isAll, wishes }: ConfigWish,
  block: string,
): Result<TakeableRole[], string> {
  if (isAll) return ok(roles);
  if (block === '' && wishes.length === 0) return err(NOTHING);
  const chosen = new Set(rolesIn(block, roles));
  for (const wish of wishes) {
    const role = findRole(roles, wish);
    if (!role.ok) return role;
    chosen.add(role.value);
  }
  return ok([...chosen]);
}

type Sorted = { profiles: RoleProfile[]; leftOut: string[] };

/** What is ours to write: no name that somebody else gave to a profile, and none of two roles. */
function sorted(found: RoleProfile[], foreign: string[]): Sorted {
  const taken = new Set(foreign);
  const [profiles, leftOut]: [RoleProfile[], string[]] = [[], []];
  for (const profile of found) {
    if (taken.has(profile.name))
      leftOut.push(`${profile.name}: another profile of the file has this name`);
    else profiles.push(profile);
    taken.add(profile.name);
  }
  return { profiles, leftOut };
}

/**
 * What a configuration file is to become: the same, but for the profiles between our lines.
 *
 * @param by the console and the command of this program
 */
export function planConfig(
  text: string,
  answer: RolesAnswer,
  wish: ConfigWish,
  by: { server: string; command: string },
): Result<ConfigPlan, string> {
  const parts = partsOf(text);
  if (!parts.ok) return parts;
  const roles = chosenOf(answer, wish, parts.value.block);
  if (!roles.ok) return roles;
  const { endpointUrl } = answer;
  const found = roleProfiles(roles.value, by.command, endpointUrl);
  const { before, after } = parts.value;
  const { profiles, leftOut } = sorted(found, profilesIn(before + after));
  const lines = framed(
    profiles.flatMap((profile) => profile.lines),
    [`by drawbridge configure for ${by.server}`, endpointUrl ? 'practice accounts' : ''],
  );
  const unwritable = roles.value
    .filter((role) => !found.some((profile) => profile.role === role))
    .map(({ roleArn }) => `${printable(roleArn)}: its name cannot be written there`);
  return ok({
    text: withBlock(parts.value, lines),
    lines,
    profilesTotal: profiles.length,
    leftOut: [...leftOut, ...unwritable],
  });
}
