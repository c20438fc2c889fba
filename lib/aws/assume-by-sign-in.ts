import { AssumeRoleWithSAMLCommand, STSClient } from '@aws-sdk/client-sts';
import * as z from 'zod';
import { err, ok, type Result } from '@/lib/core/result';
import type {
  AssumedRole,
  AssumeRoleRequest,
  AwsConnection,
  AwsFailure,
  SignIn,
} from '@/lib/ports';
import { askPractice } from './ask-practice';
import { assumeRoleByTokenAt } from './assume-role-by-token';
import { assumedRoleOf } from './assumed-role-of';
import { clientSettings, type Place, placeOf } from './clients';
import type { AwsContext } from './context';
import { attempt } from './map-error';

/** What a call without keys can ask for. */
type TakeRequest = Pick<AssumeRoleRequest, 'roleArn' | 'sessionName' | 'durationSeconds'>;
type Taken = Result<AssumedRole, AwsFailure>;
type Via<Kind> = Extract<SignIn, { kind: Kind }>;

/** A role by what an identity provider says. The calls carry no keys: the token is the proof. */
export async function assumeBySignIn(
  context: AwsContext,
  connection: AwsConnection,
  signIn: SignIn,
  request: TakeRequest,
): Promise<Taken> {
  if (connection.kind !== 'practice')
    return err({ kind: 'not_configured', message: WHY_NOT[signIn.kind] });
  const place = placeOf(context, connection);
  if (!place.ok) return place;
  const { worldId } = connection;
  return signIn.kind === 'token'
    ? byToken(context, worldId, place.value, signIn, request)
    : bySaml(context, worldId, place.value, signIn, request);
}

const WHY_NOT = {
  token: 'Not tested: only the issuer itself can sign its tokens.',
  saml: 'Not tested: only the identity provider itself can sign its assertions.',
} as const;

const Minted = z.object({ token: z.string() });

async function byToken(
  context: AwsContext,
  worldId: string,
  place: Place,
  { issuer, claims }: Via<'token'>,
  request: TakeRequest,
): Promise<Taken> {
  const body = { issuer, claims };
  const minted = await made(context, worldId, { path: 'tokens', body }, Minted);
  if (!minted.ok) return minted;
  return assumeRoleByTokenAt(context, place, { ...request, token: minted.value.token });
}

const Asserted = z.object({ samlResponse: z.string() });

async function bySaml(
  context: AwsContext,
  worldId: string,
  place: Place,
  { providerArn, audience, subject, attributes }: Via<'saml'>,
  request: TakeRequest,
): Promise<Taken> {
  const body = {
    nameId: subject,
    roles: `${request.roleArn},${providerArn}`,
    sessionName: request.sessionName,
    recipient: audience,
    attributes,
  };
  const minted = await made(context, worldId, { path: 'saml-responses', body }, Asserted);
  if (!minted.ok) return minted;
  const sts = new STSClient(clientSettings(context, place));
  const operation = 'sts:AssumeRoleWithSAML';
  const answered = await attempt(operation, () =>
    sts.send(
      new AssumeRoleWithSAMLCommand({
        RoleArn: request.roleArn,
        PrincipalArn: providerArn,
        SAMLAssertion: minted.value.samlResponse,
        DurationSeconds: request.durationSeconds,
      }),
    ),
  );
  return answered.ok ? assumedRoleOf(operation, answered.value) : answered;
}

/** What the practice identity provider signed. */
async function made<T>(
  context: AwsContext,
  worldId: string,
  asked: { path: string; body: object },
  schema: z.ZodType<T>,
): Promise<Result<T, AwsFailure>> {
  const answered = await askPractice(context, worldId, { operation: 'SignIn', ...asked });
  if (!answered.ok) return answered;
  const { status, body } = answered.value;
  const parsed = schema.safeParse(body);
  if (status < 300 && parsed.success) return ok(parsed.data);
  const message = `Not tested: the practice accounts have no such identity provider (HTTP ${status}).`;
  return err({ kind: 'not_configured', message });
}
