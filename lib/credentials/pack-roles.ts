import type { RoleCard } from './schema';

/** What each role has for itself; all else many have in common. */
type OwnName =
  | 'roleArn'
  | 'roleName'
  | 'description'
  | 'isPinned'
  | 'longerPath'
  | 'liveUntil'
  | 'lastIssuedAt';
type Common = Omit<RoleCard, OwnName>;
type Row = [
  common: number,
  roleArn: string,
  roleName: string,
  description: string,
  isPinned: 0 | 1,
  ...rest: (string | null)[],
];
type Packed = { commons: Common[]; rows: Row[] };

/** How many variants of an account are compared; beyond them something may stand twice. */
const COMPARED_MAX = 8;

/** Cards as one text, in which what many have in common stands once. A page sends thousands. */
export function packRoles(roles: readonly RoleCard[]): string {
  const commons: Common[] = [];
  const placesIn = new Map<string, number[]>();
  const rows = roles.map((role): Row => {
    const places = placesIn.get(role.accountId) ?? [];
    const known = places.find((one) => isAlike(commons[one], role));
    const place = known ?? commons.push(commonOf(role)) - 1;
    if (known === undefined)
      placesIn.set(role.accountId, [place, ...places].slice(0, COMPARED_MAX));
    return rowOf(role, place);
  });
  return JSON.stringify({ commons, rows } satisfies Packed);
}

/** Cheaper than to make a key of all of it for each. */
const isAlike = (known: Common | undefined, role: RoleCard): boolean =>
  known !== undefined &&
  PLAIN.every((name) => known[name] === role[name]) &&
  isEqual(known.grantLimits, role.grantLimits) &&
  isEqual(known.tags, role.tags);

const isEqual = (one: unknown, other: unknown): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other);

type PlainName = Exclude<keyof Common, 'grantLimits' | 'tags'>;
const PLAIN = Object.keys({
  accountId: true,
  accountName: true,
  isProduction: true,
  region: true,
  takesSourceIdentity: true,
  takesTags: true,
  capSeconds: true,
  capCause: true,
  isByToken: true,
  externalId: true,
  roleMaxSeconds: true,
  ask: true,
  stepUp: true,
  given: true,
  limits: true,
} satisfies Record<PlainName, true>) as PlainName[]; // the names of the line above

function rowOf(role: RoleCard, place: number): Row {
  const { roleArn, roleName, description, isPinned } = role;
  const row: Row = [place, roleArn, roleName, description, isPinned ? 1 : 0];
  const { longerPath, liveUntil, lastIssuedAt } = role;
  if (longerPath ?? liveUntil ?? lastIssuedAt)
    row.push(longerPath, liveUntil, lastIssuedAt);
  return row;
}

export function unpackRoles(text: string): RoleCard[] {
  const { commons, rows } = JSON.parse(text) as Packed; // it was packed above
  return rows.flatMap((row) => {
    const common = commons[row[0]];
    return common ? cardOf(row, common) : [];
  });
}

// Each name is written out: thousands are made many times as fast as by `...`.

const cardOf = (row: Row, common: Common): RoleCard => ({
  roleArn: row[1],
  roleName: row[2],
  description: row[3],
  isPinned: row[4] === 1,
  longerPath: row[5] ?? null,
  liveUntil: row[6] ?? null,
  lastIssuedAt: row[7] ?? null,
  accountId: common.accountId,
  accountName: common.accountName,
  isProduction: common.isProduction,
  region: common.region,
  takesSourceIdentity: common.takesSourceIdentity,
  takesTags: common.takesTags,
  tags: common.tags,
  capSeconds: common.capSeconds,
  capCause: common.capCause,
  isByToken: common.isByToken,
  externalId: common.externalId,
  grantLimits: common.grantLimits,
  roleMaxSeconds: common.roleMaxSeconds,
  ask: common.ask,
  stepUp: common.stepUp,
  given: common.given,
  limits: common.limits,
});

const commonOf = (role: RoleCard): Common => ({
  accountId: role.accountId,
  accountName: role.accountName,
  isProduction: role.isProduction,
  region: role.region,
  takesSourceIdentity: role.takesSourceIdentity,
  takesTags: role.takesTags,
  tags: role.tags,
  capSeconds: role.capSeconds,
  capCause: role.capCause,
  isByToken: role.isByToken,
  externalId: role.externalId,
  grantLimits: role.grantLimits,
  roleMaxSeconds: role.roleMaxSeconds,
  ask: role.ask,
  stepUp: role.stepUp,
  given: role.given,
  limits: role.limits,
});
