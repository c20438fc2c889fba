import { upgradedAccount } from './empty-account';
import { newWorldMembers } from './new-world-members';
import type { World } from './types';

const FORMAT = 1;

type Boxed = { $map: [string, unknown][] };

const isBoxed = (value: unknown): value is Boxed =>
  typeof value === 'object' &&
  value !== null &&
  '$map' in value &&
  Array.isArray(value.$map);

/** A world as text. Maps become lists of pairs, so that any name is safe as a key. */
export const encodeWorld = (world: World): string =>
  JSON.stringify({ format: FORMAT, world }, (_, value: unknown) =>
    value instanceof Map ? { $map: [...value] } : value,
  );

/** The world back from its text; null when there is none or it is of another format. */
export function decodeWorld(text: string | null): World | null {
  if (!text) return null;
  const saved: { format?: number; world?: World } | null = JSON.parse(
    text,
    (_, value: unknown) => (isBoxed(value) ? new Map(value.$map) : value),
  );
  return saved?.format === FORMAT && saved.world ? upgraded(saved.world) : null;
}

function upgraded(world: World): World {
  const accounts = [...world.accounts].map(
    ([id, account]) => [id, upgradedAccount(account)] as const,
  );
  return { ...newWorldMembers(), ...world, accounts: new Map(accounts) };
}
