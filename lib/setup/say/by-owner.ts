import { sayTime } from '@/lib/core/say-time';

/** Why a half of a plan is not written from here, and what it was made from. */
export const sayByOwner = (name: string, takenAt: Date | null): string =>
  takenAt
    ? `${name} has no connection, so its owner runs that half. It was planned from the reading of ${sayTime(takenAt)}.`
    : `${name} has no connection and was never read, so its owner runs that half. It was planned from nothing: what stands there is not known.`;

/** Why an account is not taken where the other one has no connection either. */
export const sayUnreachable = ({ name }: { name: string }): string =>
  `${name} has no connection, and neither has the other account, so no half could be written from here. Connect one in Settings, Accounts.`;
