import { err, ok, type Result } from '@/lib/core/result';
import type { AwsConnection, AwsCredentials, AwsFailure } from '@/lib/ports';
import { assumeRoleAt } from './assume-role';
import { type Clients, clientsAt, type Place, placeOf } from './clients';
import type { AwsContext } from './context';
import { expectAccount } from './identity';
import { actInPractice } from './practice-act-as';
import { ambientCredentials, profileCredentials } from './profile-credentials';

/** What the credentials are for. A reader never holds the right to write. */
export type Purpose = 'read' | 'write' | 'broker';

const PRACTICE_ROLES: Record<Purpose, string> = {
  read: 'drawbridge-inventory',
  write: 'drawbridge-change',
  broker: 'drawbridge-hub-broker',
};

const SESSION_SECONDS = 3600;

type Credentials = Promise<Result<AwsCredentials, AwsFailure>>;
type Assumed = Extract<AwsConnection, { kind: 'assumed' }>;

/** An identity at its place, ready to make clients. */
export type Access = {
  place: Place;
  credentials: AwsCredentials;
  clients: Clients;
};

/** Opens a connection for a purpose. The account is checked once for every new session. */
export async function access(
  context: AwsContext,
  connection: AwsConnection,
  purpose: Purpose,
): Promise<Result<Access, AwsFailure>> {
  const place = placeOf(context, connection);
  if (!place.ok) return place;
  const credentials = await credentialsOf(context, connection, place.value, purpose);
  if (!credentials.ok) return credentials;
  return ok({
    place: place.value,
    credentials: credentials.value,
    clients: clientsAt(context, place.value, credentials.value),
  });
}

/** Cached credentials of a connection for a purpose. */
function credentialsOf(
  context: AwsContext,
  connection: AwsConnection,
  place: Place,
  purpose: Purpose,
): Credentials {
  const key = JSON.stringify([purpose, connection]);
  return context.sessions.get(key, async () => {
    const fetched = await fetchCredentials(context, connection, place, purpose);
    if (!fetched.ok || connection.kind === 'practice') return fetched;
    const caller = await expectAccount(context, connection, place, fetched.value);
    return caller.ok ? fetched : caller;
  });
}

function fetchCredentials(
  context: AwsContext,
  connection: AwsConnection,
  place: Place,
  purpose: Purpose,
): Credentials {
  switch (connection.kind) {
    case 'practice': {
      const { partition, accountId, worldId } = connection;
      const principalArn = `arn:${partition}:iam::${accountId}:role/drawbridge/${PRACTICE_ROLES[purpose]}`;
      return actInPractice(context, worldId, { principalArn, withMfa: false });
    }
    case 'profile':
      return profileCredentials(context, place, connection.profile);
    case 'ambient':
      return ambientCredentials(context, place);
    case 'assumed':
      return assumedCredentials(context, connection, purpose);
    default:
      return connection satisfies never;
  }
}

/** The hub's identity, or the spoke role that it assumes with the account's external ID. */
async function assumedCredentials(
  context: AwsContext,
  connection: Assumed,
  purpose: Purpose,
): Credentials {
  const roleArn = purpose === 'write' ? connection.writeRoleArn : connection.readRoleArn;
  if (!roleArn)
    return err({
      kind: 'not_configured',
      message: `Account ${connection.accountId} is connected for reading only: it has no write role.`,
    });
  const hub = await access(context, connection.hub, 'broker');
  if (!hub.ok) return hub;
  const assumed = await assumeRoleAt(context, hub.value.place, hub.value.credentials, {
    roleArn,
    sessionName: `drawbridge-${purpose}`,
    durationSeconds: SESSION_SECONDS,
    externalId: connection.externalId,
  });
  return assumed.ok ? ok(assumed.value.credentials) : assumed;
}
