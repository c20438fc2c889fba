import type { Exempt } from '@/lib/auth/administration';
import type { Permission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';

/** What stands behind a server action or a route handler. */
export type Door = { permission: Permission; exempt: Exempt | undefined };
type ActionDoor = Door & {
  enter: (
    headers: Headers,
    raw: unknown,
  ) => Promise<{ ok: boolean; kind?: AppError['kind'] }>;
};

const routes = new WeakMap<object, Door>();
const actions = new WeakMap<object, ActionDoor>();

export const noteRoute = (handler: object, door: Door) => void routes.set(handler, door);

export const noteAction = (action: object, door: ActionDoor) =>
  void actions.set(action, door);

export const routeDoorOf = (handler: object): Door | undefined => routes.get(handler);

export const actionDoorOf = (action: object): ActionDoor | undefined =>
  actions.get(action);
