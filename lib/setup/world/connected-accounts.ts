import type { KnownWorld } from './load-world';

/** The accounts that can be written to, to pick from. */
export const connectedAccounts = ({
  accounts,
  readings,
}: KnownWorld): { id: string; name: string }[] =>
  accounts
    .filter(({ connection, id }) => connection && readings.has(id))
    .map(({ id, name }) => ({ id, name }));
