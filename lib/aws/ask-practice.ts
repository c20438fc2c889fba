import { err, type Result } from '@/lib/core/result';
import type { AwsFailure } from '@/lib/ports';
import type { AwsContext } from './context';
import { attempt } from './map-error';

type Asked = { operation: string; path: string; body: object };
type Answered = { status: number; body: unknown };

/** Asks the control API of a practice world, which stands for what people do outside AWS. */
export async function askPractice(
  { practice }: AwsContext,
  worldId: string,
  { operation, path, body }: Asked,
): Promise<Result<Answered, AwsFailure>> {
  if (!practice)
    return err({
      kind: 'not_configured',
      message: 'Practice accounts are turned off on this server.',
    });
  const url = `${practice.url}/_practice/worlds/${encodeURIComponent(worldId)}/${path}`;
  return attempt(operation, async () => {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(10_000),
      headers: {
        authorization: `Bearer ${practice.controlToken}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
    }).catch(asNetworkError);
    return { status: response.status, body: await response.json().catch(() => null) };
  });
}

/** fetch hides the network's code in `cause`. */
export function asNetworkError(error: unknown): never {
  const cause = error instanceof Error ? error.cause : null;
  throw cause instanceof Error ? cause : error;
}
