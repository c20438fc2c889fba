import { ok, type Result } from '@/lib/core/result';
import type { AwsCredentials, AwsFailure } from '@/lib/ports';

const EARLY_MS = 5 * 60_000;
const WITHOUT_EXPIRY_MS = 60_000;

type Fetch = () => Promise<Result<AwsCredentials, AwsFailure>>;
type Entry = { credentials: AwsCredentials; until: number };

/** Credentials of our own connections, in memory only. */
export type SessionCache = {
  /** The kept credentials, or new ones; concurrent callers share one request. */
  get(key: string, fetch: Fetch): Promise<Result<AwsCredentials, AwsFailure>>;
};

/** Keeps sessions until 5 minutes before they end, long-term keys for a minute. */
export function createSessionCache(now: () => Date): SessionCache {
  const kept = new Map<string, Entry>();
  const pending = new Map<string, ReturnType<Fetch>>();

  async function refresh(key: string, fetch: Fetch): ReturnType<Fetch> {
    const fetched = await fetch();
    if (fetched.ok) {
      const { expiresAt } = fetched.value;
      const until = expiresAt
        ? expiresAt.getTime() - EARLY_MS
        : now().getTime() + WITHOUT_EXPIRY_MS;
      kept.set(key, { credentials: fetched.value, until });
    }
    return fetched;
  }

  return {
    async get(key, fetch) {
      const entry = kept.get(key);
      if (entry && entry.until > now().getTime()) return ok(entry.credentials);
      const running = pending.get(key);
      if (running) return running;
      const started = refresh(key, fetch).finally(() => pending.delete(key));
      pending.set(key, started);
      return started;
    },
  };
}
