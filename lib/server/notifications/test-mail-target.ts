import { randomUUID } from 'node:crypto';
import type { WorkspaceId } from '@/lib/core/ids';
import type { StoredTarget } from '@/lib/ports';

/** A mail server that is never reached: what waits for it can be looked at. */
export const mailTarget = (workspaceId: WorkspaceId): StoredTarget => ({
  id: randomUUID(),
  workspaceId,
  name: 'Mail',
  settings: {
    kind: 'email',
    host: '127.0.0.1',
    port: 25,
    isTls: false,
    user: null,
    from: 'drawbridge@example.com',
    to: ['ops@example.com'],
  },
  sealed: '',
  events: ['session-revoked'],
  createdByName: 'Ann',
  createdAt: new Date(),
});
