import type { Notifier } from '@/lib/ports';

/** Tells nobody. */
export const silentNotifier: Notifier = { tell: async () => undefined };
