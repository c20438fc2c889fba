import * as z from 'zod';
import type { WireRequest } from '../wire/request';
import type { LiveWorld, LoggedCall } from '../world/live-world';

const LogQuery = z.strictObject({
  /** Only what came after this entry. */
  after: z.coerce.number().int().min(0).optional(),
  account: z.string().optional(),
  principal: z.string().optional(),
  service: z.string().optional(),
  operation: z.string().optional(),
  outcome: z.string().optional(),
  since: z.iso.datetime({ offset: true }).optional(),
  /** The newest so many. */
  limit: z.coerce.number().int().min(1).optional(),
});

type Asked = z.infer<typeof LogQuery>;

const isAsked = (asked: Asked, call: LoggedCall): boolean =>
  call.seq > (asked.after ?? 0) &&
  call.accountId === (asked.account ?? call.accountId) &&
  call.principalArn === (asked.principal ?? call.principalArn) &&
  call.service === (asked.service ?? call.service) &&
  call.operation === (asked.operation ?? call.operation) &&
  call.outcome === (asked.outcome ?? call.outcome) &&
  (asked.since === undefined || Date.parse(call.at) >= Date.parse(asked.since));

/** The calls of a world that a request of the control API asks for, oldest first. */
export function readLog(live: LiveWorld, { query }: WireRequest): LoggedCall[] {
  const asked = LogQuery.parse(Object.fromEntries(query));
  const found = live.calls.filter((call) => isAsked(asked, call));
  return asked.limit === undefined ? found : found.slice(-asked.limit);
}
