import type { BankView } from '@/lib/core/views';
import type { StoredAccount } from '@/lib/ports';
import type { FoundBucket } from '../fields/bucket';
import type { Field } from '../fields/field';
import type { PreviewView } from '../preview-view';
import { sayBucket } from './bucket';

/** A bank of which nothing is known yet: what it asks for. */
export const bank = (
  shape: BankView['shape'],
  title: string,
  subtitle: string,
): BankView => ({ shape, title, subtitle, accountId: null, isProduction: false });

export const bankOfBucket = ({ name, account }: FoundBucket): BankView => ({
  shape: 'trusting',
  title: name,
  subtitle: account.name,
  accountId: account.id,
  isProduction: account.isProduction,
});

/** Where a role stands that stands alone: beside a bucket, or in an account. */
export function bankOfPlace(
  bucket: FoundBucket | null,
  account: StoredAccount | null,
): BankView {
  if (bucket) return bankOfBucket(bucket);
  if (!account) return bank('trusting', 'To what?', 'owns');
  const { id, name, isProduction } = account;
  return { ...bank('trusting', name, 'owns'), accountId: id, isProduction };
}

/** What the form tells of a bucket that was found. */
export const foundOf = ({
  name,
  account,
  region,
  settings,
}: FoundBucket): NonNullable<PreviewView['found']> => ({
  bucket: name,
  accountId: account.id,
  accountName: account.name,
  region,
  facts: settings ? sayBucket(settings) : [],
});

/** What was typed, where no account that was read here owns such a bucket. */
export const unknownIn = (
  bucket: Field<FoundBucket>,
  typed: string,
): Pick<PreviewView, 'unknownBucket'> =>
  bucket.state === 'wrong' && bucket.isUnknown ? { unknownBucket: typed } : {};
