import type { Call } from '../operation';

/**
 * Keeps when a key, its role and its services were last used; AWS counts attempts that were
 * refused too. In memory, and saved with the next write: reading must not cause one.
 */
export function rememberUse({ caller, live, service, region, nowMs }: Call): void {
  live.used.add(caller.account.id);
  const at = new Date(nowMs).toISOString();
  caller.key.lastUsed = { at, service, region };
  if (caller.kind === 'role') caller.role.lastUsed = { at, region };
  const { serviceUse } = caller.account;
  const { id } = caller.kind === 'role' ? caller.role : caller.user;
  const uses = serviceUse.get(id) ?? new Map();
  uses.set(service, { at, region });
  serviceUse.set(id, uses);
}
