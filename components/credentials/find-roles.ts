import type { RoleCard } from '@/lib/credentials/schema';

const texts = new WeakMap<RoleCard, string>();

/** What a search looks at. Made once a role: each key is one more search of all of them. */
function textOf(role: RoleCard): string {
  const known = texts.get(role);
  if (known !== undefined) return known;
  const { roleName, accountName, accountId, description, roleArn } = role;
  const text = [roleName, accountName, accountId, description, roleArn]
    .join(' ')
    .toLowerCase();
  texts.set(role, text);
  return text;
}

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
  const known = roles.map((role) => {
    const isPinned = pins.get(role.roleArn) ?? role.isPinned;
    return isPinned === role.isPinned ? role : { ...role, isPinned };
  });
  return [
    ...known.filter((role) => role.isPinned),
    ...known.filter((role) => !role.isPinned),
  ];
}
