import { can } from '@/lib/auth/permissions';
import { ISSUER_PATH, roleGrantsPath, rolePath } from '@/lib/core/links';
import type { Actor } from '@/lib/ports';
import type { SessionCap } from './session-cap';

/**
 * The page where this person could let sessions of a role be longer; null when they may not, or
 * when nothing there would make them longer: access that ends is given anew, not prolonged.
 */
export function longerSessionPath(
  actor: Pick<Actor, 'role'>,
  roleArn: string,
  { capKind }: Pick<SessionCap, 'capKind'>,
): string | null {
  if (capKind === 'grant')
    return can(actor, 'grant:manage') ? roleGrantsPath(roleArn) : null;
  if (capKind === 'role') return can(actor, 'plan:create') ? rolePath(roleArn) : null;
  return capKind === 'chained' && can(actor, 'issuer:open') ? ISSUER_PATH : null;
}
