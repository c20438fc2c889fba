import type { AppError } from '@/lib/core/errors';
import type { Actor } from '@/lib/ports';

/** Practice and real accounts never stand in one workspace. */
export const refusePractice = ({ workspaceKind }: Pick<Actor, 'workspaceKind'>) =>
  workspaceKind === 'practice' ? mixed : null;

const mixed: AppError = {
  kind: 'conflict',
  message:
    'This workspace holds practice accounts. Real accounts go into a workspace of their own.',
};
