import * as z from 'zod';
import { err, ok, type Result } from '@/lib/core/result';
import { type IssueCredentialsInput, IssuedCredentials } from '@/lib/credentials/schema';

/** Body of a refusal (RFC 9457); `detail` is the sentence for the person. */
const Problem = z.object({ detail: z.string() });

const UNREACHABLE =
  'The console could not be reached. Check your connection and try again.';

type Wanted = { roleArn: string } & Pick<IssueCredentialsInput, 'durationSeconds'>;

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
    if (response.ok) return ok(IssuedCredentials.parse(body));
    const problem = Problem.safeParse(body);
    return err(
      problem.success ? problem.data.detail : `The console said ${response.status}.`,
    );
  } catch {
    return err(UNREACHABLE);
  }
}
