import { STSClient } from '@aws-sdk/client-sts';
import type { Aws } from '@/lib/ports';
import { actAs } from './act-as';
import { assumeBySignIn } from './assume-by-sign-in';
import { assumeRoleAt } from './assume-role';
import { assumeRoleByTokenAt } from './assume-role-by-token';
import { placeOf } from './clients';
import { consoleSignInUrl } from './console-sign-in';
import type { AwsContext, PracticeAccess } from './context';
import { access } from './credentials-of';
import { expectAccount } from './identity';
import { listBonds } from './list-bonds';
import { lookupEvents } from './lookup-events';
import { createPacers } from './pace';
import { probe } from './probe';
import { readAccount } from './read-account';
import { readOrganization } from './read-organization';
import { callS3 } from './s3-call';
import { createSessionCache } from './session-cache';
import { readTarget } from './targets';
import { tryKey } from './try-key';
import { write } from './write';

const CONNECT_MS = 5_000;
const ANSWER_MS = 60_000;

type Options = {
  practice: PracticeAccess | null;
  /** Endpoint of every connection that is not practice; null means AWS's own hosts. */
  awsEndpoint: string | null;
  now?: () => Date;
};

/** The door to AWS, over the SDK. Endpoints come from the options and from nowhere else. */
export function createAws(options: Options): Aws {
  const context = contextOf(options);
  return {
    whoAmI: async (connection) => {
      const opened = await access(context, connection, 'read');
      if (!opened.ok) return opened;
      const { place, credentials } = opened.value;
      return expectAccount(context, connection, place, credentials);
    },
    readAccount: (connection, onProgress) => readAccount(context, connection, onProgress),
    readOrganization: (connection) => readOrganization(context, connection),
    readTarget: (connection, target) => readTarget(context, connection, target),
    listBonds: (connection, object) => listBonds(context, connection, object),
    write: (connection, change) => write(context, connection, change),
    assumeRole: async (connection, request) => {
      const hub = connection.kind === 'assumed' ? connection.hub : connection;
      const opened = await access(context, hub, 'broker');
      if (!opened.ok) return opened;
      const { place, credentials } = opened.value;
      return assumeRoleAt(context, place, credentials, request);
    },
    assumeRoleWith: async (connection, credentials, request) => {
      const place = placeOf(context, connection);
      return place.ok ? assumeRoleAt(context, place.value, credentials, request) : place;
    },
    assumeRoleByToken: async (connection, request) => {
      const place = placeOf(context, connection);
      return place.ok ? assumeRoleByTokenAt(context, place.value, request) : place;
    },
    actAs: (connection, who) => actAs(context, connection, who),
    assumeBySignIn: (connection, signIn, request) =>
      assumeBySignIn(context, connection, signIn, request),
    s3: (connection, credentials, call) => callS3(context, connection, credentials, call),
    tryKey: (connection, credentials, trial) =>
      tryKey(context, connection, credentials, trial),
    probe: (connection, credentials) => probe(context, connection, credentials),
    lookupEvents: (connection, query) => lookupEvents(context, connection, query),
    consoleSignInUrl: (connection, request) =>
      consoleSignInUrl(context, connection, request),
  };
}

function contextOf({
  practice,
  awsEndpoint,
  now = () => new Date(),
}: Options): AwsContext {
  return {
    practice: practice && { ...practice, url: practice.url.replace(/\/$/, '') },
    awsEndpoint,
    now,
    requestHandler: sharedSockets(),
    sessions: createSessionCache(now),
    stsClients: new WeakMap(),
    pacers: createPacers(() => Date.now()),
  };
}

/** A client makes its own pool unless it is given one; this one is given to all. */
function sharedSockets(): AwsContext['requestHandler'] {
  const maker = new STSClient({
    region: 'us-east-1',
    requestHandler: { connectionTimeout: CONNECT_MS, requestTimeout: ANSWER_MS },
  });
  return maker.config.requestHandler;
}
