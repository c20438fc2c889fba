import { askPath } from '@/lib/core/links';
import type { RoleCard } from '@/lib/credentials/schema';

type FirstRole = Pick<RoleCard, 'roleArn' | 'ask'> | undefined;

const WORDS: Record<RoleCard['ask'], string> = {
  no: 'opens the first',
  ask: 'asks for the first',
  'break-glass': 'leads to the glass of the first',
};

/** What Enter does with the first role of the list; null where there is none. */
export const sayEnter = (first: FirstRole): string | null =>
  first ? WORDS[first.ask] : null;

type Doors = { openConsole: () => void; copy: () => void; goTo: (path: string) => void };

/**
 * Opens the console of the first role, or with Shift copies it for the terminal; of one that has
 * to be asked for, opens the request for it.
 */
export function enterFirst(first: FirstRole, withShift: boolean, doors: Doors): void {
  if (!first) return;
  if (first.ask !== 'no') doors.goTo(askPath(first.roleArn));
  else if (withShift) doors.copy();
  else doors.openConsole();
}
