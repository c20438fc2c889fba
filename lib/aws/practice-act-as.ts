import * as z from 'zod';
import { err, ok, type Result } from '@/lib/core/result';
import type { AwsCredentials, AwsFailure } from '@/lib/ports';
import { askPractice } from './ask-practice';
import type { AwsContext } from './context';

const Acted = z.object({
  accessKeyId: z.string(),
  secretAccessKey: z.string(),
  sessionToken: z.string().nullish(),
  expiresAt: z.coerce.date().nullish(),
});

const OPERATION = 'ActAs';

type Who = { principalArn: string; withMfa: boolean; sessionName?: string };

/** Credentials of a principal of a practice world; its control API stands for the person. */
export async function actInPractice(
  context: AwsContext,
  worldId: string,
  who: Who,
): Promise<Result<AwsCredentials, AwsFailure>> {
  const answered = await askPractice(context, worldId, {
    operation: OPERATION,
    path: 'act-as',
    body: bodyOf(who),
  });
  return answered.ok ? credentialsOf(answered.value, who) : answered;
}

function bodyOf({ principalArn, withMfa, sessionName }: Who) {
  return { arn: principalArn, mfa: withMfa, ...(sessionName ? { sessionName } : {}) };
}

function credentialsOf(
  { status, body }: { status: number; body: unknown },
  who: Who,
): Result<AwsCredentials, AwsFailure> {
  const acted = Acted.safeParse(body);
  if (status < 300 && acted.success)
    return ok({
      accessKeyId: acted.data.accessKeyId,
      secretAccessKey: acted.data.secretAccessKey,
      sessionToken: acted.data.sessionToken ?? null,
      expiresAt: acted.data.expiresAt ?? null,
    });
  return err({
    kind: 'not_configured',
    message: `The practice accounts have no ${who.principalArn} to act as (HTTP ${status}).`,
  });
}
