import * as z from 'zod';
import type { AppError } from '@/lib/core/errors';
import { ADD_PASSKEY_SUBJECT } from '@/lib/core/step-up';
import { confirmation } from '@/lib/credentials/confirmation';
import { requireStepUp } from '@/lib/credentials/require-step-up';
import { sendNow } from '@/lib/notifications/create-notifier';
import { personEntry } from '@/lib/people/person-entry';
import { readInput } from '../read-input';
import { problem } from '../respond';
import type { Services } from '../service-ports';
import { personOf } from '../sign-in-anew';
import { understoodRequest } from '../understood-request';
import { Shown } from './sign-in-by-passkey';

type Ports = Pick<
  Services,
  'auth' | 'people' | 'passkeys' | 'stepUps' | 'clock' | 'enqueue'
>;

const OfferInput = z.strictObject({ confirmation });

/**
 * What a browser asks a device for a new passkey with. A passkey outlives the session that adds
 * it: so it takes a confirmation, which a copied cookie has none of.
 */
export async function offerPasskey(ports: Ports, request: Request): Promise<Response> {
  const actor = await personOf(ports, request);
  if (!actor) return problem({ kind: 'signed_out' });
  const input = await readInput(request, OfferInput);
  if (!input.ok) return problem(input.error);
  const { confirmation } = input.value;
  const asked = {
    subject: ADD_PASSKEY_SUBJECT,
    stepUp: 'each-time',
    confirmation,
  } as const;
  const refusal = await requireStepUp(ports, actor, asked);
  if (refusal) return problem(refusal);
  await ports.passkeys.dropUnaccepted(actor.userId);
  const owned = await ports.passkeys.listOf(actor.userId);
  if (owned.length >= MOST_PASSKEYS) return problem(tooMany);
  return ports.auth.handler(
    understoodRequest(request, null, '/api/auth/passkey/generate-register-options'),
  );
}

const MOST_PASSKEYS = 20;

const tooMany: AppError = {
  kind: 'conflict',
  message: `You have ${MOST_PASSKEYS} passkeys, which is the most. Remove one that you do not use.`,
};

const KeepInput = z.strictObject({
  shown: Shown,
  name: z
    .string()
    .trim()
    .min(1, 'Give the passkey a name by which you know it again.')
    .max(60, 'A name of at most 60 characters.')
    .regex(/^[^\p{Cc}]*$/u, 'A name of one line.'),
});

/** Keeps the passkey that a device made; its person is mailed. */
export async function keepPasskey(ports: Ports, request: Request): Promise<Response> {
  const actor = await personOf(ports, request);
  if (!actor) return problem({ kind: 'signed_out' });
  const input = await readInput(request, KeepInput);
  if (!input.ok) return problem(input.error);
  const { shown: response, name } = input.value;
  const kept = await ports.auth.handler(
    understoodRequest(
      request,
      { response, name },
      '/api/auth/passkey/verify-registration',
    ),
  );
  if (!kept.ok) return problem(notKept);
  const made = { credentialId: response.id, at: ports.clock.now() };
  const sentence = `${actor.name} added the passkey “${name}” to sign in by.`;
  const isAccepted = await ports.passkeys.accept(actor, made, {
    entry: personEntry(actor, 'passkey-added', sentence, { email: actor.email }),
    notice: { event: 'passkey-added', name, page: '/settings' },
  });
  if (!isAccepted) return problem({ kind: 'signed_out' });
  await sendNow(ports.enqueue);
  return Response.json({ ok: true });
}

const notKept: AppError = {
  kind: 'invalid_input',
  message:
    'The passkey was not kept: the device did not ask for a PIN, finger or face, or the question ran out. Add it again.',
};
