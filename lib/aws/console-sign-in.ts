import * as z from 'zod';
import { Partition } from '@/lib/core/ids';
import { PARTITIONS } from '@/lib/core/partition';
import { err, ok, type Result } from '@/lib/core/result';
import type { AwsConnection, AwsFailure, ConsoleSignInRequest } from '@/lib/ports';
import { asNetworkError } from './ask-practice';
import { placeOf } from './clients';
import type { AwsContext } from './context';
import { attempt } from './map-error';
import { signInAddress } from './sign-in-address';

const OPERATION = 'getSigninToken';
const Token = z.object({ SigninToken: z.string().min(1) });

type Hosts = { signIn: string; console: string; signOut: string | null };

/**
 * The one-time sign-in URL of the AWS console for temporary credentials: a secret, good for
 * 15 minutes. The credentials go in a request body. No `SessionDuration`: the console's own
 * credentials are chained, and AWS then refuses one; the page lasts as long as the credentials.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_enable-console-custom-url.html
 */
export async function consoleSignInUrl(
  context: AwsContext,
  connection: AwsConnection,
  request: ConsoleSignInRequest,
): Promise<Result<string, AwsFailure>> {
  const hosts = hostsOf(context, connection, request.partition);
  if (!hosts.ok) return hosts;
  const destination = destinationAt(hosts.value.console, request.destination);
  if (!destination.ok) return destination;
  const token = await signInToken(hosts.value.signIn, request.credentials);
  if (!token.ok) return token;
  const login = {
    Issuer: request.issuer,
    Destination: destination.value,
    SigninToken: token.value,
  };
  return ok(signInAddress(hosts.value, login, request.isSignOutFirst ?? false));
}

function hostsOf(
  context: AwsContext,
  connection: AwsConnection,
  partition: string,
): Result<Hosts, AwsFailure> {
  const place = placeOf(context, connection);
  if (!place.ok) return place;
  const known = Partition.safeParse(partition);
  const facts = known.success ? PARTITIONS[known.data] : null;
  if (!facts?.signinHost || !facts.consoleHost)
    return err({
      kind: 'not_configured',
      message: `The sign-in address of ${partition} is not known, so the console cannot be opened from here.`,
    });
  const endpoint = place.value.endpoint?.replace(/\/$/, '');
  const signOut = facts.signOutHost ? `https://${facts.signOutHost}` : null;
  // Practice accounts have a console of their own; another endpoint has no session to end.
  const practiceSignOut = (connection.kind === 'practice' && signOut && endpoint) || null;
  return ok({
    signIn: endpoint ?? `https://${facts.signinHost}`,
    console: `https://${facts.consoleHost}`,
    signOut: endpoint ? practiceSignOut : signOut,
  });
}

/** A page of the console's own host and of no other. */
function destinationAt(origin: string, path: string): Result<string, AwsFailure> {
  const url = URL.canParse(path, origin) ? new URL(path, origin) : null;
  if (url?.origin === origin && path.startsWith('/') && url.href.length <= 2048)
    return ok(url.href);
  return err({
    kind: 'not_configured',
    message: 'That is not a page of the AWS console.',
  });
}

async function signInToken(
  signIn: string,
  credentials: ConsoleSignInRequest['credentials'],
): Promise<Result<string, AwsFailure>> {
  const session = {
    sessionId: credentials.accessKeyId,
    sessionKey: credentials.secretAccessKey,
    sessionToken: credentials.sessionToken,
  };
  const body = new URLSearchParams({
    Action: OPERATION,
    Session: JSON.stringify(session),
  });
  const answered = await attempt(OPERATION, async () => {
    const init = { method: 'POST', body, redirect: 'error' } as const;
    const signal = AbortSignal.timeout(10_000);
    const response = await fetch(`${signIn}/federation`, { ...init, signal }).catch(
      asNetworkError,
    );
    return { status: response.status, json: await response.json().catch(() => null) };
  });
  if (!answered.ok) return answered;
  const token = Token.safeParse(answered.value.json);
  return token.success ? ok(token.data.SigninToken) : err(refused(answered.value.status));
}

// The sign-in service may repeat the session in its answer, so only the status is told.
const refused = (status: number): AwsFailure => ({
  kind: 'refused',
  operation: OPERATION,
  code: `HTTP ${status}`,
  message: 'The sign-in service gave no token for these credentials.',
  requestId: null,
});
