import type { KnownWorld } from './load-world';

type Choice = { id: string; name: string };

/** The accounts to pick from: also those whose owners make what is made there, read or not. */
export const ownersAccounts = ({ accounts, readings }: KnownWorld): Choice[] =>
  accounts
    .filter(({ id, connection }) => connection === null || readings.has(id))
    .map(({ id, name }) => ({ id, name }));
