import type { BankView, PartyView } from '@/lib/core/views';
import type { StoredAccount } from '@/lib/ports';
import type { Trusted } from '../fields/principals';
import type { Sides } from '../say/names';

/** The one whose account is the trusted one: the first user or role, else the first account. */
export const leadOf = (trusted: Trusted[]): Trusted | null =>
  trusted.find(({ kind }) => kind !== 'account') ?? trusted[0] ?? null;

/** An account that this console knows nothing of is somebody else's. */
const isOutside = ({ account }: Trusted): boolean =>
  account.connection === null && account.lastReadAt === null;

/** `anna`, `anna and 2 others`, `anyone` */
function sayTrusted(trusted: Trusted[]): string {
  const lead = leadOf(trusted);
  const name = lead?.kind === 'account' ? `anyone in ${lead.name}` : (lead?.name ?? '');
  const others = trusted.length - 1;
  if (others <= 0) return name;
  return `${name} and ${others === 1 ? '1 other' : `${others} others`}`;
}

export function bankOfTrusted(trusted: Trusted[]): BankView | null {
  const lead = leadOf(trusted);
  if (!lead) return null;
  const { account } = lead;
  return {
    shape: isOutside(lead) ? 'outside' : 'trusted',
    title:
      lead.kind === 'account' && trusted.length === 1 ? 'anyone' : sayTrusted(trusted),
    subtitle: account.name,
    accountId: account.id,
    isProduction: account.isProduction,
  };
}

export const partyOfTrusted = (trusted: Trusted): PartyView => ({
  kind: trusted.kind,
  arn: trusted.arn,
  name: trusted.name,
  accountId: trusted.account.id,
  // An account is the party: it is not in an account.
  accountName: trusted.kind === 'account' ? null : trusted.account.name,
  isOutside: isOutside(trusted),
});

export const sidesOfTrusted = (
  trusted: Trusted[],
  lead: Trusted,
  trusting: StoredAccount,
): Sides => ({
  who: sayTrusted(trusted),
  trustedName: lead.account.name,
  trustingName: trusting.name,
  trustedIsProduction: lead.account.isProduction,
  trustingIsProduction: trusting.isProduction,
  isOutside: isOutside(lead),
});
