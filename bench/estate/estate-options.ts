/** How large and how odd an estate is. */
export type EstateOptions = {
  /** At least 2: the management account and the hub. */
  accounts: number;
  rolesPerAccount: number;
  usersPerAccount: number;
  /** Groups in each account. */
  groups: number;
  seed: number;
  /**
   * 0 for what large organisations look like; up to 1 for an estate of hard things:
   * documents AWS would refuse, dead ids, cycles, near misses of names.
   */
  oddities: number;
};

const DEFAULTS: EstateOptions = {
  accounts: 10,
  rolesPerAccount: 50,
  usersPerAccount: 5,
  groups: 4,
  seed: 1,
  oddities: 0,
};
const LEAST = {
  accounts: 2,
  rolesPerAccount: 1,
  usersPerAccount: 0,
  groups: 0,
  seed: 0,
} as const;

/**
 * The options with defaults filled in.
 *
 * @throws RangeError when a number is out of its range
 */
export function readOptions(given: Partial<EstateOptions>): EstateOptions {
  const options = { ...DEFAULTS, ...given };
  for (const [name, least] of Object.entries(LEAST)) {
    const value = options[name as keyof typeof LEAST];
    if (!Number.isInteger(value) || value < least) {
      throw new RangeError(`${name}: expected a whole number of at least ${least}.`);
    }
  }
  if (!(options.oddities >= 0 && options.oddities <= 1)) {
    throw new RangeError('oddities: expected a number from 0 to 1.');
  }
  return options;
}
