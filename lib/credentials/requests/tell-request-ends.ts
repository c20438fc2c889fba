import type {
  AccountStore,
  Clock,
  Notifier,
  RequestStore,
  StoredRequest,
} from '@/lib/ports';
import { readOnce } from '../grants/read-once';
import { AT_ONCE, LATE_MS, tellEach } from '../tell-each';
import { type RunOut, tellingOfRunOut } from './request-notice';

type Deps = {
  requests: Pick<RequestStore, 'listRunOut' | 'markTold'>;
  accounts: Pick<AccountStore, 'list'>;
  notifier: Pick<Notifier, 'tell'>;
  clock: Pick<Clock, 'now'>;
};

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
  await tellEach(
    deps.notifier,
    ended,
    async (request) => {
      const how = HOW[request.state];
      if (!how) return null;
      return tellingOfRunOut(request, how, await accounts.list(request.workspaceId));
    },
    (told) =>
      deps.requests.markTold(
        told.map(({ id }) => id),
        now,
      ),
  );
}
