import type { AccountFacts } from '@/lib/iam/facts/account-facts';
import type { Fault } from '../faults/fault';
import { newShelf, type SessionShelf } from './session-shelf';
import type { World } from './types';

/** Who called what, and how it ended. */
type CallHead = {
  at: string;
  service: string;
  operation: string;
  accountId: string | null;
  principalArn: string | null;
  sessionName: string | null;
  /** `ok`, or AWS's error code. */
  outcome: string;
  requestId: string;
};

/** The rest of what CloudTrail tells of a call. */
type CallDetail = {
  eventName: string;
  /** `iam.amazonaws.com` */
  eventSource: string;
  region: string;
  sourceIp: string;
  userAgent: string;
  accessKeyId: string | null;
  /** `AIDA…`, or `AROA…:<session name>`. */
  principalId: string | null;
  /** The role behind a session's credentials. */
  sessionIssuerArn: string | null;
  isMfa: boolean;
  errorCode: string | null;
  errorMessage: string | null;
  /** ARNs that permission was asked on. */
  resources: string[];
  readOnly: boolean;
  /** What was asked for, by CloudTrail's names; secrets and long texts are not among it. */
  requestParameters: Record<string, string | object>;
  /** Ids and ARNs of what was made. */
  responseElements: Record<string, string>;
};

/** One call in a world's log. Never holds a secret. */
export type LoggedCall = { seq: number } & CallHead & CallDetail;

/** What an account was like, to be believed from a moment on. */
type Snapshot = { fromMs: number; facts: AccountFacts };

/** A world in use: its saved state and what lives only as long as the process. */
export type LiveWorld = {
  state: World;
  /** Grows with each write to an account; the key of everything cached about it. */
  revisions: Map<string, number>;
  /** Accounts written since their facts were last read. */
  stale: Set<string>;
  isOrgStale: boolean;
  calls: LoggedCall[];
  lastSeq: number;
  /** Told of each call, so that it is saved. */
  onCall: (seq: number) => void;
  shelf: SessionShelf;
  /** Accounts that have a text of their own already, or will have. */
  stored: Set<string>;
  /** The head holds a change that no answer may come before. */
  isHeadUrgent: boolean;
  /** Accounts where only the last use of something is newer than what is saved. */
  used: Set<string>;
  faults: Fault[];
  lastFault: number;
  /** How many calls each throttled operation may still answer. */
  shares: Map<string, { left: number; at: number }>;
  /** Changes that are to be seen later, by account. */
  snapshots: Map<string, Snapshot[]>;
  /** The world's time in ms. */
  now: () => number;
  /** Replaced or removed: its late writes are not saved. */
  isGone: boolean;
};

const CALLS_KEPT = 10_000;
const CALLS_IN_CHUNK = 500;
/** Texts of a world's log; the newest calls go where the oldest were. */
export const LOG_CHUNKS = CALLS_KEPT / CALLS_IN_CHUNK;

export const chunkOfCall = (seq: number): number =>
  Math.floor((seq - 1) / CALLS_IN_CHUNK);

export const callsOfChunk = ({ calls }: LiveWorld, chunk: number): LoggedCall[] =>
  calls.filter(({ seq }) => chunkOfCall(seq) === chunk);

export const toLive = (state: World): LiveWorld => ({
  state,
  revisions: new Map(),
  stale: new Set(state.accounts.keys()),
  isOrgStale: true,
  calls: [],
  lastSeq: 0,
  onCall: () => {},
  shelf: newShelf(),
  stored: new Set(),
  isHeadUrgent: false,
  used: new Set(),
  faults: [],
  lastFault: 0,
  shares: new Map(),
  snapshots: new Map(),
  now: Date.now,
  isGone: false,
});

const plainDetail = ({ service, operation, outcome }: CallHead): CallDetail => ({
  eventName: operation,
  eventSource: `${service}.amazonaws.com`,
  region: 'us-east-1',
  sourceIp: '127.0.0.1',
  userAgent: '',
  accessKeyId: null,
  principalId: null,
  sessionIssuerArn: null,
  isMfa: false,
  errorCode: outcome === 'ok' ? null : outcome,
  errorMessage: null,
  resources: [],
  readOnly: false,
  requestParameters: {},
  responseElements: {},
});

export function logCall(live: LiveWorld, call: CallHead & Partial<CallDetail>): void {
  live.lastSeq += 1;
  live.calls.push({ seq: live.lastSeq, ...plainDetail(call), ...call });
  if (live.calls.length > CALLS_KEPT) live.calls.splice(0, CALLS_KEPT / 10);
  live.onCall(live.lastSeq);
}
