import { UNREACHABLE } from '@/components/ui/outcome';
import { err, ok, type Result } from '@/lib/core/result';
import type { IssueCredentialsInput, IssuedCredentials } from '@/lib/credentials/schema';
import type { Limits } from './limits';
import { TERMINAL_FORMATS } from './terminal-formats';

type Wanted =
  | ({ roleArn: string; confirmation?: string } & Pick<
      IssueCredentialsInput,
      'durationSeconds'
    > &
      Partial<Limits>)
  | { accountId: string };

/** Asks for keys. A refusal comes back as the sentence to show at the row. */
export async function requestCredentials(
  endpoint: string,
  wanted: Wanted,
): Promise<Result<IssuedCredentials, string>> {
  try {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(wanted),
      cache: 'no-store',
    });
    const body: unknown = await response.json();
    if (response.ok && isIssued(body)) return ok(body);
    return err(sentenceOf(body) ?? `The console said ${response.status}.`);
  } catch {
    return err(UNREACHABLE);
  }
}

type Unknowns<Shape> = { [Name in keyof Shape]?: unknown };

/** Checked by hand: this page is the first one people wait for, and a parser weighs 30 kB. */
function isIssued(body: unknown): body is IssuedCredentials {
  const issued = (body ?? {}) as Unknowns<IssuedCredentials>;
  const formats = (issued.formats ?? {}) as Record<string, unknown>;
  return (
    typeof issued.expiresAt === 'string' &&
    TERMINAL_FORMATS.every(({ id }) => typeof formats[id] === 'string')
  );
}

/** The sentence of a refusal (RFC 9457). */
function sentenceOf(body: unknown): string | null {
  const { detail } = (body ?? {}) as { detail?: unknown };
  return typeof detail === 'string' ? detail : null;
}
