import type { STSClient } from '@aws-sdk/client-sts';
import type { AwsCredentials } from '@/lib/ports';
import type { Pacers } from './pace';
import type { SessionCache } from './session-cache';

/** Where the practice accounts answer and the token of their control API. */
export type PracticeAccess = { url: string; controlToken: string };

/** Clients of STS by their keys: making one takes most of the time of a call. */
type StsClients = WeakMap<AwsCredentials, { place: string; client: STSClient }>;

/** What every call of this room shares. */
export type AwsContext = {
  practice: PracticeAccess | null;
  /** Replaces AWS's own endpoints for every connection that is not practice. */
  awsEndpoint: string | null;
  now: () => Date;
  /** One pool of sockets for all clients, so that a click does not pay for a handshake. */
  requestHandler: STSClient['config']['requestHandler'];
  sessions: SessionCache;
  stsClients: StsClients;
  pacers: Pacers;
};
