import type {
  AccountStore,
  Clock,
  Notifier,
  RequestStore,
  StoredRequest,
} from '@/lib/ports';
import { readOnce } from '../grants/read-once';
import { type RunOut, tellingOfRunOut } from './request-notice';

type Deps = {
  requests: Pick<RequestStore, 'listRunOut' | 'markTold'>;
  accounts: Pick<AccountStore, 'list'>;
  notifier: Pick<Notifier, 'tell'>;
  clock: Pick<Clock, 'now'>;
};

/** Ends are told so long afterwards, should no job have run at the time. */
const LATE_MS = 86_400_000;

/** How many are told in one go; the next sweep goes on. */
const AT_ONCE = 200;

const HOW: Partial<Record<StoredRequest['state'], RunOut>> = {
  pending: 'undecided',
  approved: 'unused',
  active: 'ran-out',
};

/** Tells once of every request whose time is over: undecided, unused, or used to its end. */
export async function tellRequestEnds(deps: Deps): Promise<void> {
  const now = deps.clock.now();
  const accounts = readOnce(deps.accounts);
  const late = new Date(now.getTime() - LATE_MS);
  const ended = await deps.requests.listRunOut(late, now, AT_ONCE);
  for (const request of ended) {
    const how = HOW[request.state];
    if (!how) continue;
    const { workspaceId } = request;
    const telling = tellingOfRunOut(request, how, await accounts.list(workspaceId));
    const { notice, key, people } = telling;
    await deps.notifier.tell(workspaceId, notice, key, people);
  }
  // Should it end before this, they are told again under the same keys, and so not twice.
  const ids = ended.map(({ id }) => id);
  if (ids.length > 0) await deps.requests.markTold(ids, now);
}
