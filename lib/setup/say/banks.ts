import type { BankView } from '@/lib/core/views';
import type { FoundBucket } from '../fields/bucket';
import type { PreviewView } from '../schema';

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

/** What the form tells of a bucket that was found. */
export const foundOf = ({
  name,
  account,
  region,
}: FoundBucket): NonNullable<PreviewView['found']> => ({
  bucket: name,
  accountId: account.id,
  accountName: account.name,
  region,
});
