import type { AppError } from '@/lib/core/errors';

export const noInvite: AppError = { kind: 'not_found', what: 'This invite' };
