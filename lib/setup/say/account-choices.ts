import type { KnownWorld } from '../world/load-world';

/** The accounts that can be written to. */
export const accountChoices = ({ accounts, readings }: KnownWorld) =>
  accounts
    .filter(({ connection, id }) => connection && readings.has(id))
    .map(({ id, name }) => ({ id, name }));
