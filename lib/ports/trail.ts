/** What an account's CloudTrail is asked: one attribute within a time. */
export type TrailQuery = {
  key: 'Username' | 'EventName' | 'ResourceName';
  value: string;
  from: Date;
  until: Date;
};

/** One management event, as far as we read it. */
export type TrailEvent = {
  id: string;
  name: string;
  source: string;
  at: Date;
  /** Null where AWS tells an account no more than which other account called. */
  callerArn: string | null;
  /** The role behind a session that called. */
  issuerArn: string | null;
  callerAccountId: string | null;
  /** Of a call that takes a role. */
  roleArn: string | null;
  sessionName: string | null;
  errorCode: string | null;
  /** A caller without an ARN: a service, or somebody's name at an identity provider. */
  callerName: string | null;
  isByService: boolean;
  /** The program that called, as it names itself, and from where. */
  program: string | null;
  sourceIp: string | null;
  /** The session that a call gave; null where it gave none. */
  given: GivenSession | null;
};

/** As far as CloudTrail tells it: never with a secret. */
export type GivenSession = {
  accessKeyId: string | null;
  sourceIdentity: string | null;
  endsAt: Date;
};

/** Newest first. `isMore`: there are more than we read. */
export type TrailReading = { events: TrailEvent[]; isMore: boolean };
