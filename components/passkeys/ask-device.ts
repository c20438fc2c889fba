import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import * as z from 'zod';
import { postJson } from '@/components/auth/post-json';

/** What came of asking; a device's answer goes to the console as it is. */
export type Asked<Value> = { ok: true; value: Value } | { ok: false; message: string };

const Question = z.looseObject({ challenge: z.string() });
const Challenge = Question.extend({ allowCredentials: z.array(z.unknown()).optional() });
export type Challenge = z.infer<typeof Challenge>;

// Few people come by it, so it is fetched when one does.
const library = () => import('@simplewebauthn/browser');

async function questionOf<Value>(
  path: string,
  body: object,
  schema: z.ZodType<Value>,
): Promise<Asked<Value>> {
  const answer = await postJson(path, body);
  if (!answer.ok) return answer;
  const parsed = schema.safeParse(answer.body);
  return parsed.success
    ? { ok: true, value: parsed.data }
    : { ok: false, message: 'The console gave no answer. Try again.' };
}

/** A question for a passkey: of the person who is signed in, or of anybody. */
export const fetchChallenge = (): Promise<Asked<Challenge>> =>
  questionOf('/api/auth/passkey/challenge', {}, Challenge);

/** The person shows a passkey. */
export async function showPasskey(known: Challenge | null): Promise<Asked<object>> {
  const challenge = known
    ? ({ ok: true, value: known } as const)
    : await fetchChallenge();
  if (!challenge.ok) return challenge;
  const { startAuthentication, browserSupportsWebAuthn } = await library();
  if (!browserSupportsWebAuthn()) return { ok: false, message: UNKNOWN_HERE };
  // The console wrote it for just this.
  const optionsJSON = challenge.value as unknown as PublicKeyCredentialRequestOptionsJSON;
  return answered(startAuthentication({ optionsJSON }), NOT_SHOWN);
}

/** The person's device makes a passkey, which the console keeps by a name. */
export async function makePasskey(
  confirmation: string,
  name: string,
): Promise<Asked<unknown>> {
  const { startRegistration, browserSupportsWebAuthn } = await library();
  if (!browserSupportsWebAuthn()) return { ok: false, message: UNKNOWN_HERE };
  const offer = await questionOf('/api/auth/passkey/offer', { confirmation }, Question);
  if (!offer.ok) return offer;
  // As above.
  const optionsJSON = offer.value as unknown as PublicKeyCredentialCreationOptionsJSON;
  const made = await answered(startRegistration({ optionsJSON }), NOT_MADE);
  if (!made.ok) return made;
  const shown = made.value;
  return questionOf('/api/auth/passkey/keep', { shown, name }, z.unknown());
}

async function answered(
  answer: Promise<object>,
  otherwise: string,
): Promise<Asked<object>> {
  try {
    return { ok: true, value: await answer };
  } catch (error) {
    const isKnown = error instanceof Error && error.name === 'InvalidStateError';
    return { ok: false, message: isKnown ? ALREADY_HERE : otherwise };
  }
}

const UNKNOWN_HERE = 'This browser knows no passkeys. Use your password.';
const NOT_SHOWN =
  'No passkey was shown. Try again, or use your password: a passkey works for the one console it was made for.';
const NOT_MADE =
  'No passkey was made. Add it again, and let the device ask for your PIN, finger or face.';
const ALREADY_HERE = 'This device has a passkey of yours already.';
