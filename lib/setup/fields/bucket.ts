import { cleanTyped } from '@/lib/core/clean-typed';
import { customerKey } from '@/lib/iam/facts/account-facts';
import { TEXT_RULES } from '@/lib/iam/validate/text-rules';
import { validateField } from '@/lib/iam/validate/validate-field';
import type { CollectedBucket } from '@/lib/iam/world';
import type { StoredAccount } from '@/lib/ports';
import { sayByOwner } from '../say/by-owner';
import type { KnownWorld } from '../world/load-world';
import { addressOf } from './bucket-address';
import { empty, type Field, right, unknown, wrong } from './field';

/** The bucket to share, found in the inventory. */
export type FoundBucket = {
  name: string;
  region: string;
  account: StoredAccount;
  /** Part of the bucket that came with the text (`s3://app-logs/logs/`); empty for none. */
  keys: string;
  /** What its reading tells beside; null where it was not read. */
  settings: CollectedBucket | null;
  /** The customer key that encrypts it; null for none, and for one that nobody can name. */
  keyArn: string | null;
};

type FindBucket = (
  name: string,
) => Promise<{ name: string; accountId: string; region: string } | null>;

/**
 * Finds the bucket that was typed: a name, an `s3://` URL, an ARN or a page of the console.
 *
 * @param mayTell whether the form has fields for what its owner says of it
 */
export async function resolveBucket(
  typed: string,
  world: KnownWorld,
  find: FindBucket,
  mayTell = false,
): Promise<Field<FoundBucket>> {
  const text = cleanTyped(typed);
  if (text === '') return empty;
  const address = addressOf(text);
  if (!address.ok) return wrong(address.message);
  const problem = problemOfName(address.name);
  if (problem) return wrong(problem);
  const found = (await find(address.name)) ?? toldBucket(address.name, world);
  if (!found) return unknown(unowned(address.name, world, mayTell));
  const account =
    world.accounts.find(({ id }) => id === found.accountId) ??
    world.readings.get(found.accountId)?.toldOf;
  if (!account) return unknown(unowned(address.name, world, mayTell));
  if (address.partition && address.partition !== account.partition)
    return wrong(
      `This ARN is of partition ${address.partition}; ${account.name}, which owns a bucket of that name, is in ${account.partition}.`,
    );
  return bucketAsRead({ ...found, keys: address.keys }, account, world);
}

/** With its settings by the latest reading; an account that nobody read tells none. */
function bucketAsRead(
  { name, region, keys }: Pick<FoundBucket, 'name' | 'region' | 'keys'>,
  account: StoredAccount,
  { readings }: KnownWorld,
): Field<FoundBucket> {
  const reading = readings.get(account.id);
  const buckets = reading?.collected.Buckets ?? [];
  const settings = buckets.find((bucket) => bucket.Name === name) ?? null;
  // What is said of it is told at the fields where it was said.
  const note =
    account.connection || reading?.toldOf
      ? null
      : sayByOwner(account.name, reading?.takenAt ?? null);
  const keyArn = customerKey(settings, reading?.collected.Keys ?? []);
  return right({ name, region, account, keys, settings, keyArn }, note);
}

const { min: NAME_MIN, max: NAME_MAX } = TEXT_RULES.BucketName;

/** What a name most often gets wrong, said before the rule itself is. */
const NAME_RULES: [RegExp, string][] = [
  [/[A-Z]/, 'A bucket name has no capital letters.'],
  [/_/, 'A bucket name has no underscores; hyphens are allowed.'],
  [/[^a-z0-9.-]/, 'A bucket name has lower-case letters, digits, dots and hyphens only.'],
  [/^\d+\.\d+\.\d+\.\d+$/, 'A bucket name cannot look like an IP address.'],
  [/\.\./, 'A bucket name cannot have two dots in a row.'],
  [/^[.-]|[.-]$/, 'A bucket name begins and ends with a letter or a digit.'],
  [/^xn--|-s3alias$|--ol-s3$|^sthree-/, 'AWS keeps names of this form for itself.'],
];

function problemOfName(name: string): string | null {
  const broken = NAME_RULES.find(([rule]) => rule.test(name));
  if (broken) return broken[1];
  if (name.length < NAME_MIN) return `A bucket name has at least ${NAME_MIN} characters.`;
  if (name.length > NAME_MAX) return `A bucket name has at most ${NAME_MAX} characters.`;
  const verdict = validateField('BucketName', name);
  return verdict.valid ? null : verdict.message;
}

function toldBucket(name: string, { readings }: KnownWorld) {
  for (const [accountId, { toldOf, collected }] of readings) {
    const [bucket] = (toldOf && collected.Buckets) || [];
    if (bucket?.Name === name) return { name, accountId, region: bucket.Region ?? '' };
  }
  return null;
}

function unowned(
  name: string,
  { accounts, readings }: KnownWorld,
  mayTell: boolean,
): string {
  const read = `${readings.size} of ${accounts.length} accounts were read`;
  const toDo = mayTell
    ? 'Check the spelling, connect and read the account that owns it, or say below what its owner tells of it.'
    : 'Check the spelling, or connect and read the account that owns it.';
  return `No account that is connected here owns a bucket called ${name} (${read}). ${toDo}`;
}
