import type { Notify } from '@/lib/ports';

/** Tells nobody: what happened stands in the activity log, and waits on the home pages. */
export const silentNotify: Notify = { tell: async () => undefined };
