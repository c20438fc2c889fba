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

/** Opens the console of the first role, or the request for it where it has to be asked for. */
export function enterFirst(
  first: FirstRole,
  doors: { openConsole: () => void; goTo: (path: string) => void },
): void {
  if (!first) return;
  if (first.ask === 'no') doors.openConsole();
  else doors.goTo(askPath(first.roleArn));
}
