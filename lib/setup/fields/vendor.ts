import { parseArn } from '@/lib/core/arn';
import { cleanTyped } from '@/lib/core/clean-typed';
import { groupedId } from '@/lib/core/grouped-id';
import { ACCOUNT_ID_PATTERN } from '@/lib/core/patterns';
import { sayUnconnected } from '@/lib/core/say-unconnected';
import { isMember } from '@/lib/iam/facts/org-facts';
import { validateField } from '@/lib/iam/validate/validate-field';
import type { StoredAccount } from '@/lib/ports';
import { sayByOwner } from '../say/by-owner';
import type { KnownWorld } from '../world/load-world';
import { outsideTrusts } from '../world/outside-trusts';
import { resolveExternalId } from './external-id';
import { empty, type Field, right, wrong } from './field';
import { askPartition, onlyPartition, typedAccount } from './stranger-id';
import { sayForeign, strangerAccount } from './who-elsewhere';

/** The account of another organisation. Our own have recipes of their own. */
export type VendorAccount = {
  id: string;
  name: string;
  /** Null where only the digits were given. */
  partition: string | null;
};

const NO_PATTERN =
  'A trust policy takes no pattern: * alone would let in every account of AWS. Give the 12 digits of the vendor’s account.';

/** The vendor's account: 12 digits, also as `9999 0000 1111`, or the ARN of its root. */
export function resolveVendorAccount(
  typed: string,
  world: KnownWorld,
): Field<VendorAccount> {
  const text = cleanTyped(typed);
  if (text === '') return empty;
  const arn = parseArn(text);
  const id = arn ? arn.accountId : text.replace(/[\s-]/g, '');
  const misread = misreadVendor(text, id);
  if (misread) return wrong(misread);
  const account = world.accounts.find((one) => one.id === id);
  const isOurs = world.facts.org ? isMember(world.facts.org, id) : account !== undefined;
  if (isOurs)
    return wrong(
      `${account?.name ?? groupedId(id)} is an account of your own organisation. An external ID is for others: take the recipe “Share a bucket by role”.`,
    );
  return right({
    id,
    name: account?.name ?? `Account ${groupedId(id)}`,
    partition: arn?.partition ?? null,
  });
}

/** What the text is instead of an account; null when it is one. */
function misreadVendor(text: string, id: string): string | null {
  if (text.includes('*')) return NO_PATTERN;
  const arn = parseArn(text);
  if (arn && ACCOUNT_ID_PATTERN.test(id) && arn.resource !== 'root')
    return `This names one principal of the vendor. Give its account alone: ${id}. The external ID tells its callers apart.`;
  const verdict = validateField('AccountId', id);
  return verdict.valid ? null : verdict.message;
}

/** The external ID that the vendor issued, with what makes a poor one. */
export function resolveVendorExternalId(
  typed: string,
  vendorId: string | null,
  world: KnownWorld,
): Field<string[]> {
  const field = resolveExternalId(typed);
  if (field.state !== 'right') return field;
  const [value = ''] = field.value;
  return right(field.value, weakness(value, vendorId, world));
}

function weakness(value: string, vendorId: string | null, world: KnownWorld) {
  if (/^\d{12}$/.test(value))
    return 'This looks like an account ID, which anybody can guess. Ask the vendor for a value that it issued to you alone.';
  const other = outsideTrusts(world).find(
    ({ accountId, externalIds }) => accountId !== vendorId && externalIds.includes(value),
  );
  return other
    ? `${other.roleName} asks another vendor, ${groupedId(other.accountId)}, for this value. Each vendor issues its own.`
    : null;
}

/** The same, also where its owner makes the role and nobody ever read the account. */
function resolveOwnersAccount(typed: string, world: KnownWorld): Field<StoredAccount> {
  const account = resolveRoleAccount(typed, world);
  const known = world.accounts.find(({ id }) => id === cleanTyped(typed));
  return account.state === 'wrong' && known?.connection === null
    ? right(known, sayByOwner(known.name, null))
    : account;
}

/** The same; one that is not among ours is taken by its id, or by an ARN of it. */
export function resolveAnyAccount(
  typed: string,
  world: KnownWorld,
): Field<StoredAccount> {
  const { id, partition } = typedAccount(typed);
  const known = world.accounts.find((one) => one.id === id);
  if (known && partition && partition !== known.partition)
    return wrong(sayForeign({ partition }, known) ?? '');
  const account = resolveOwnersAccount(id, world);
  if (account.state !== 'wrong' || known) return account;
  const verdict = validateField('AccountId', id);
  if (!verdict.valid) return wrong(verdict.message);
  const meant = partition ?? onlyPartition(world);
  if (meant === null) return wrong(askPartition(id));
  const stranger = { accountId: id, partition: meant };
  return right(strangerAccount(world, stranger), sayStranger(id));
}

const sayStranger = (id: string): string =>
  `${groupedId(id)} is not among the accounts here, so whoever owns it makes the role: the plan gives you a script or a link for them. What stands there is not known, and only the owner can say that it is made. Check the digits.`;

/** The account that makes the role; its owner does where it has no connection. */
function resolveRoleAccount(typed: string, world: KnownWorld): Field<StoredAccount> {
  const id = cleanTyped(typed);
  if (id === '') return empty;
  const account = world.accounts.find((one) => one.id === id);
  if (!account) return wrong(`${id} is not an account that is known here. Pick one.`);
  const { name, connection } = account;
  const reading = world.readings.get(id);
  if (!reading)
    return wrong(
      connection
        ? `${name} has not been read yet. Read it in Settings, Accounts.`
        : sayUnconnected(account),
    );
  return right(account, connection ? null : sayByOwner(name, reading.takenAt));
}
