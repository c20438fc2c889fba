import type { RoleCard } from '@/lib/credentials/schema';

const textOf = (role: RoleCard): string =>
  [role.roleName, role.accountName, role.accountId, role.description, role.roleArn]
    .join(' ')
    .toLowerCase();

/** Roles whose name, account, id, description or ARN hold every word that was typed. */
export function findRoles(roles: readonly RoleCard[], typed: string): RoleCard[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return roles.filter((role) => {
    const text = textOf(role);
    return words.every((word) => text.includes(word) || isSpacedId(role, word, typed));
  });
}

/** `7777 8888 9999` is one id that was copied with its spaces. */
function isSpacedId(role: RoleCard, word: string, typed: string): boolean {
  const digits = typed.replace(/\D/g, '');
  return /^\d+$/.test(word) && digits.length > 4 && role.accountId.includes(digits);
}

/** Pins first; within pins and the rest the given order (most used first) stays. */
export function pinsFirst(
  roles: readonly RoleCard[],
  pins: ReadonlyMap<string, boolean>,
): RoleCard[] {
  const known = roles.map((role) => ({
    ...role,
    isPinned: pins.get(role.roleArn) ?? role.isPinned,
  }));
  return [
    ...known.filter((role) => role.isPinned),
    ...known.filter((role) => !role.isPinned),
  ];
}
